import { Buffer } from 'node:buffer';
import { parsePython, type PythonScript } from '../../syntax/index.js';
import { alternativesOf } from '../python/name-pattern.js';
import type { Matcher, PythonPattern, Signature } from '../signature-schema.js';
import type { TextPattern } from '../text/text-pattern.js';
import { usesPython } from './compiled-rules.js';
import type { CandidateRules } from './file-rules.js';
import { areNear } from './near-keywords.js';
import { searchedFor } from './rule-words.js';
import type { ScannedFile } from './scanned-file.js';

/** Whether the second keywords are there: near the first ones, or anywhere where values are followed. */
export function hasSecond(
  { alsoKeywords, match }: Signature,
  words: Parameters<typeof areNear>[0],
  file: ScannedFile,
): boolean {
  if (alsoKeywords.length === 0) return true;
  return usesPython(match) ? words.second.length > 0 : areNear(words, file);
}

/** Code can call something whose name it does not write only if one of these words stands in it. */
const INDIRECT = [
  'getattr',
  '__dict__',
  'builtins',
  'globals',
  'locals',
  'vars',
  'modules',
  '__import__',
  'import_module',
];
const NAME = /[A-Za-z_]\w*/g;

/** Answers whether words stand in a text. Each word is searched once. */
class TextWords {
  private readonly known = new Map<string, boolean>();
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  has(word: string): boolean {
    const known = this.known.get(word) ?? this.text.includes(word);
    this.known.set(word, known);
    return known;
  }

  /** Whether all parts of one of some names are there, or code may put names together. */
  mayName(patterns: readonly string[]): boolean {
    const isThere = (name: string): boolean =>
      (name.match(NAME) ?? []).toReversed().every((part) => this.has(part));
    return (
      patterns.some((pattern) => alternativesOf(pattern).some(isThere)) ||
      INDIRECT.some((word) => this.has(word))
    );
  }
}

function mayCall({ call, composed, from }: PythonPattern, words: TextWords): boolean {
  if (composed && !INDIRECT.some((word) => words.has(word))) return false;
  if (!words.mayName(call)) return false;
  // A text may be put together of any others.
  if (!from || from.text !== undefined || from.lost !== undefined) return true;
  return words.mayName([...(from.call ?? []), ...(from.name ?? [])]);
}

/** Whether a matcher can match in a text, by the words that it needs. */
function mayMatch(matcher: Matcher, words: TextWords, pattern: (source: string) => TextPattern): boolean {
  const may = (each: Matcher): boolean => mayMatch(each, words, pattern);
  // Words are cheaper to look for than texts are to match.
  if ('all' in matcher)
    return (
      matcher.all.every((each) => 'text' in each || may(each)) &&
      matcher.all.every((each) => !('text' in each) || may(each))
    );
  if ('any' in matcher) return matcher.any.some(may);
  if ('python' in matcher) return mayCall(matcher.python, words);
  return !('text' in matcher) || pattern(matcher.text).isIn(words.text);
}

/**
 * The tree in Python of a file, if a rule that its keywords allow asks for it; null if it cannot be parsed, undefined if no rule can match in
 * it.
 * @param candidates null: no rule is for it.
 */
export async function pythonTree(
  candidates: CandidateRules | null,
  { bytes, keywords }: Pick<ScannedFile, 'bytes' | 'keywords'>,
  pattern: (source: string) => TextPattern,
): Promise<PythonScript | null | undefined> {
  let words: TextWords | undefined;
  const isAsking = (rule: Signature): boolean => {
    const { alsoKeywords: also } = rule;
    return (
      usesPython(rule.match) &&
      (also.length === 0 || also.some((word) => keywords.has(searchedFor(rule, word)))) &&
      mayMatch(rule.match, (words ??= new TextWords(Buffer.from(bytes).toString('utf8'))), pattern)
    );
  };
  if (!candidates || ![...candidates.certain, ...candidates.suspected].some(isAsking)) return undefined;
  const script = await parsePython(words?.text ?? '');
  return typeof script === 'string' ? null : script;
}

import { limitOf } from '../../files/index.js';
import { fitsGlob } from '../text/glob.js';
import { lineAt, shorten, type Hit } from './hit.js';
import type { LifecycleScript } from '../manifest/lifecycle-scripts.js';
import { fieldsOf } from '../manifest/manifest-fields.js';
import { matchFile } from './match-file.js';
import { matchText, type TextQuery } from './match-text.js';
import { matchTree } from './match-tree.js';
import { matchPython } from './match-python.js';
import type { ScannedFile } from './scanned-file.js';
import type { Matcher } from '../signature-schema.js';
import type { TextPattern } from '../text/text-pattern.js';

/** A lifecycle script with the file that it runs; null when it names no readable file, undefined when the file is gone. */
export interface ResolvedScript extends LifecycleScript {
  readonly file: ScannedFile | null | undefined;
}

/** The input of the matchers of one rule. */
export interface MatchContext {
  readonly file: ScannedFile;
  readonly keywords: readonly string[];
  /** Parsed package.json of the subject, undefined without one. */
  readonly manifest: unknown;
  readonly scripts: readonly ResolvedScript[];
  /** Paths of the subject's files, inside it. */
  readonly paths: readonly string[];
  readonly pattern: (source: string) => TextPattern;
  /** Places matter: all hits are needed, not only a few as evidence. */
  readonly every: boolean;
}

type ScriptMatcher = Extract<Matcher, { script: unknown }>['script'];

const MANIFEST = 'package.json';

function matchManifest(field: string, matches: string, { manifest, pattern }: MatchContext): readonly Hit[] {
  const fitting = fieldsOf(manifest, field).filter(({ text }) => pattern(matches).isIn(text));
  return fitting.map(({ path, text }) => ({
    path: MANIFEST,
    offset: 0,
    line: null,
    detail: shorten(`${path}: ${text}`),
  }));
}

function hitInScript(file: ScannedFile, runs: TextPattern): readonly Hit[] {
  if (file.bytes.length > limitOf('rule-script')) {
    file.cut('rule-script');
    return [];
  }
  const text = file.text();
  const [found] = runs.matches(text);
  if (!found) return [];
  const { seen, start: offset } = found;
  return [{ path: file.path, offset, line: lineAt(text, offset), detail: shorten(seen) }];
}

/** The hits in a script's file; null when the matcher does not match, empty when it has nothing to show. */
function hitsInFile(
  { runs, file: facts }: ScriptMatcher,
  file: ResolvedScript['file'],
  pattern: MatchContext['pattern'],
): readonly Hit[] | null {
  const checks = [
    ...(runs === undefined ? [] : [(one: ScannedFile) => hitInScript(one, pattern(runs))]),
    ...(facts === undefined ? [] : [(one: ScannedFile) => matchFile(one, facts)]),
  ];
  if (checks.length === 0) return [];
  if (!file) return null;
  const found = checks.map((check) => check(file));
  return found.every((hits) => hits.length > 0) ? found.flat() : null;
}

function matchScript(wanted: ScriptMatcher, { scripts, pattern }: MatchContext): readonly Hit[] {
  return scripts.flatMap((script): readonly Hit[] => {
    const { event, command, file } = script;
    if (wanted.event !== 'any' && wanted.event !== event) return [];
    if (wanted.gone && file !== undefined) return [];
    if (wanted.command !== undefined && !pattern(wanted.command).isIn(command)) return [];
    const inside = hitsInFile(wanted, file, pattern);
    if (inside === null) return [];
    const detail = shorten(`scripts.${event}: ${command}`);
    return [{ path: MANIFEST, offset: 0, line: null, detail }, ...inside];
  });
}

function matchAll(matchers: readonly Matcher[], context: MatchContext): readonly Hit[] | null {
  const seen: Hit[] = [];
  for (const matcher of matchers) {
    const hits = match(matcher, context);
    if (hits === null) return null;
    seen.push(...hits);
  }
  return seen;
}

function matchAny(matchers: readonly Matcher[], context: MatchContext): readonly Hit[] | null {
  for (const matcher of matchers) {
    const hits = match(matcher, context);
    if (hits !== null) return hits;
  }
  return null;
}

/**
 * The hits of a matcher in a file; null when it does not match. `not` and `has` match without hits.
 */
export function match(matcher: Matcher, context: MatchContext): readonly Hit[] | null {
  if ('all' in matcher) return matchAll(matcher.all, context);
  if ('any' in matcher) return matchAny(matcher.any, context);
  if ('not' in matcher) return match(matcher.not, context) === null ? [] : null;
  if ('has' in matcher) return context.paths.some((path) => fitsGlob(path, matcher.has)) ? [] : null;
  // Rules with `flow` and `sum` look at all files of a subject together, not at one file: subject-flows.ts, census/.
  if ('flow' in matcher || 'sum' in matcher) return null;
  const hits = hitsOf(matcher, context);
  return hits.length > 0 ? hits : null;
}

type Primitive = Exclude<
  Matcher,
  | { all: unknown }
  | { any: unknown }
  | { not: unknown }
  | { has: unknown }
  | { flow: unknown }
  | { sum: unknown }
>;

function textQuery(
  { text, except, atLeast }: Extract<Matcher, { text: unknown }>,
  { keywords, pattern, every }: MatchContext,
): TextQuery {
  const excepted = except === undefined ? undefined : pattern(except);
  return { pattern: pattern(text), except: excepted, keywords, atLeast, every };
}

function hitsOf(matcher: Primitive, context: MatchContext): readonly Hit[] {
  const { file } = context;
  if ('text' in matcher) return matchText(file, textQuery(matcher, context));
  if ('manifest' in matcher) return matchManifest(matcher.manifest, matcher.matches, context);
  if ('file' in matcher) return matchFile(file, matcher.file);
  if ('script' in matcher) return matchScript(matcher.script, context);
  if ('python' in matcher) return matchPython(file, matcher.python, context);
  return matchTree(file, matcher.tree, context);
}

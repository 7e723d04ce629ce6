import { Buffer } from 'node:buffer';
import { parsePython, type PythonScript } from '../../syntax/index.js';
import type { Signature } from '../signature-schema.js';
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

/** The tree in Python of a file, if a rule that its keywords allow asks for it. @param candidates null: no rule is for it. */
export async function pythonTree(
  candidates: CandidateRules | null,
  { bytes, keywords }: Pick<ScannedFile, 'bytes' | 'keywords'>,
): Promise<PythonScript | null> {
  const isAsking = (rule: Signature): boolean => {
    const { alsoKeywords: also } = rule;
    return (
      usesPython(rule.match) &&
      (also.length === 0 || also.some((word) => keywords.has(searchedFor(rule, word))))
    );
  };
  if (!candidates || ![...candidates.certain, ...candidates.suspected].some(isAsking)) return null;
  const script = await parsePython(Buffer.from(bytes).toString('utf8'));
  return typeof script === 'string' ? null : script;
}

import { limitOf } from '../../files/index.js';
import type { ScannedFile } from './scanned-file.js';

/** A match of a matcher. */
export interface Hit {
  /** Path inside the subject. */
  readonly path: string;
  /** Character offset in the file's text, for distances; 0 for the whole file. */
  readonly offset: number;
  /** 1-based; null for the whole file. */
  readonly line: number | null;
  /** The matched text, raw and short. */
  readonly detail: string;
}

/** Characters shown of a match, and around it. */
const SHOWN = 160;

/** Hits of one rule in one file that become evidence. */
export const MAX_SHOWN = 3;

/** All hits up to the limit if each one matters; else the hits that become evidence. */
export function wantedHits<T>(file: ScannedFile, hits: readonly T[], every: boolean): readonly T[] {
  if (!every) return hits.slice(0, MAX_SHOWN);
  if (hits.length > limitOf('rule-hits')) file.cut('rule-hits');
  return hits.slice(0, limitOf('rule-hits'));
}

/** 1-based line of an offset. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Cuts scanned text to a length that fits a line of a report. */
export function shorten(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`;
}

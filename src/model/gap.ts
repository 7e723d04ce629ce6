import type { Suppression } from './finding.js';
import { PROBLEM_CODES } from './problem.js';

/**
 * Kinds of gaps: problems that make an answer incomplete, and
 * `unattributed` code that no package explains · `unknown-version` a package with advisories whose version is not known ·
 * `no-code` an artifact in which no code was found · `throttled`, `failed` a call of a sweep that had no answer.
 */
export const GAP_CODES = [
  ...PROBLEM_CODES,
  'unattributed',
  'unknown-version',
  'no-code',
  'throttled',
  'failed',
] as const;

export type GapCode = (typeof GAP_CODES)[number];

/** Something that was not seen and in which a package or code may be. */
export interface Gap {
  readonly code: GapCode;
  /** Path of the artifact, ARN of the layer; null: a gap of the function or of the run. */
  readonly artifact: string | null;
  /** Path inside the artifact, '' for all of it; of a gap of the function or of the run: what it names. */
  readonly path: string;
  readonly message: string;
}

/** A gap that a rule of the user's accepts: it does not make the answer incomplete. */
export interface AcceptedGap extends Gap {
  readonly suppression: Suppression;
}

/** Tells gaps apart. */
export function gapKey({ code, artifact, path, message }: Gap): string {
  return JSON.stringify([code, artifact, path, message]);
}

/** `fn.zip: lib/a.bin: The entry is encrypted.` */
export function gapWords({ artifact, path, message }: Gap): string {
  return [artifact, path, message].filter((part) => part !== null && part !== '').join(': ');
}

/**
 * What stays the same of a gap from one deployment to the next: counts, sizes and the versions of layers are left out. Where no gap is
 * there that was not there before, what is not found any more is gone.
 */
export function gapIdentity({ code, artifact, path, message }: Gap): string {
  const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, '#');
  const lasting = path.startsWith('arn:') ? withoutNumbers(path) : path;
  return JSON.stringify([code, withoutNumbers(artifact ?? ''), lasting, withoutNumbers(message)]);
}

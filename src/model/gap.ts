import type { Suppression } from './finding.js';
import { PROBLEM_CODES, problemSentence } from './problem.js';

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

/** A part that was not seen and may hold a package or code. */
export interface Gap {
  readonly code: GapCode;
  /** Path of the artifact, ARN of the layer; null: a gap of the function or of the run. */
  readonly artifact: string | null;
  /** Path inside the artifact, '' for all of it; for a gap of the function or of the run: the path that the gap names. */
  readonly path: string;
  readonly message: string;
  /** See `Problem`. */
  readonly analysis?: string;
}

/** A gap that a rule of the user's accepts: it does not make the answer incomplete. */
export interface AcceptedGap extends Gap {
  readonly suppression: Suppression;
}

/** A key that separates gaps. */
export function gapKey({ code, artifact, path, message }: Gap): string {
  return JSON.stringify([code, artifact, path, message]);
}

/** `fn.zip: lib/a.bin: The entry is encrypted.` */
export function gapWords({ artifact, ...problem }: Gap): string {
  return [artifact, problemSentence(problem)].filter((part) => part !== null && part !== '').join(': ');
}

/**
 * The part of a gap that stays equal between deployments: without counts, sizes and versions of layers. If no new gap
 * appears, a finding that is missing now is fixed.
 */
export function gapIdentity({ code, artifact, path, message }: Gap): string {
  const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, '#');
  const lasting = path.startsWith('arn:') ? withoutNumbers(path) : path;
  return JSON.stringify([code, withoutNumbers(artifact ?? ''), lasting, withoutNumbers(message)]);
}

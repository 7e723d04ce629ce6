import type { Gap } from '../model/index.js';

/**
 * Analyses and comparisons that were not finished: the words with which each says so, and the part of the answer that is then
 * missing. All other answers about the artifact hold.
 */
const UNFINISHED: readonly (readonly [says: string, missing: string])[] = [
  [
    'imports were followed',
    'Which packages are not loaded. Packages and their advisories are not concerned.',
  ],
  [
    'not followed to its end',
    'Findings of the kind “injection”. Packages and their advisories are not concerned.',
  ],
  ['more AWS operations', 'Needed permissions: at least those that are listed. Packages are not concerned.'],
  [
    'programs in Go were not compared',
    'Whether programs in Go hold the functions with a flaw: findings stand as if they did.',
  ],
  ['compared with the runtime', 'Findings about compiled code for another runtime.'],
  ['bundles were not compared', 'Packages inside of bundles, and their advisories.'],
  ['compared with known packages', 'Packages inside of the bundle, and their advisories.'],
  ['not explained by any package', 'Packages that this code may come from, and their advisories.'],
  ['its version is not known', 'Whether the advisories of this package apply.'],
  ['days old', 'Advisories that were published later.'],
];

/** Where something could not be read at all. */
const UNREAD = 'All answers about it: it may hold anything.';

/** Codes of gaps that are about something that could not be read. */
const UNREAD_CODES: ReadonlySet<string> = new Set([
  'malformed',
  'too-large',
  'encrypted',
  'timed-out',
  'denied',
  'no-code',
]);

/** The part of the answer that is missing because of a gap. */
export function missingAnswer({ code, message }: Pick<Gap, 'code' | 'message'>): string {
  const unfinished = UNFINISHED.find(([says]) => message.includes(says));
  if (unfinished) return unfinished[1];
  return UNREAD_CODES.has(code) ? UNREAD : 'Packages and findings may be missing: see what happened.';
}

import type { Gap, GapCode } from '../model/index.js';

/** The part of the answer that is missing where one analysis or comparison did not end, by its id. All other answers hold. */
const OF_ANALYSIS: ReadonlyMap<string, string> = new Map([
  ['reachability', 'Which packages are not loaded. Packages and their advisories are not concerned.'],
  ['dataflow', 'Findings of the kind “injection”. Packages and their advisories are not concerned.'],
  ['permissions', 'Needed permissions: at least those that are listed. Packages are not concerned.'],
  ['linked-code', 'Whether programs in Go hold the functions with a flaw: findings stand as if they did.'],
  ['native-code', 'Findings about compiled code for another runtime.'],
  ['recognition', 'Packages inside of the bundle, and their advisories.'],
  ['matching', 'Advisories that the data in use lacks, and findings by them.'],
  ['drift', 'Differences between lockfiles and what is installed. Packages are not concerned.'],
  ['sbom', 'Differences between a bill of materials in the artifact and what is there.'],
  ['hooks', 'Code that starts without being imported. Packages are not concerned.'],
  ['known-bad', 'Malicious releases of known campaigns.'],
  ['signature', 'Malicious code and secrets there. Packages and their advisories are not concerned.'],
  ['tamper', 'Whether packages are as they were published. The packages are not concerned.'],
  ['names', 'Names that imitate others. Packages and their advisories are not concerned.'],
]);

/** Where something could not be read at all. */
const UNREAD = 'All answers about it: it may hold anything.';
const OTHER = 'Packages and findings may be missing: see what happened.';

/** By the code of a gap that is not about one analysis. */
const OF_CODE: Readonly<Record<GapCode, string>> = {
  malformed: UNREAD,
  'too-large': UNREAD,
  encrypted: UNREAD,
  'timed-out': UNREAD,
  denied: UNREAD,
  'no-code': UNREAD,
  unattributed: 'Packages that this code may come from, and their advisories.',
  'unknown-version': 'Whether the advisories of this package apply.',
  unsupported: OTHER,
  unresolved: OTHER,
  'unsafe-path': OTHER,
  missing: OTHER,
  stale: OTHER,
  setting: OTHER,
  throttled: OTHER,
  failed: OTHER,
};

/** The part of the answer that is missing because of a gap. */
export function missingAnswer({ code, analysis }: Pick<Gap, 'code' | 'analysis'>): string {
  return OF_ANALYSIS.get(analysis ?? '') ?? OF_CODE[code];
}

import SemVer from 'semver/classes/semver.js';

/** Versions that were parsed. All are in the index, so their number is bounded. */
const parsed = new Map<string, SemVer>();

function parsedVersion(version: string): SemVer {
  const known = parsed.get(version) ?? new SemVer(version);
  parsed.set(version, known);
  return known;
}

/** Compares two published versions of an index, as npm orders them. */
export function compareVersions(one: string, other: string): number {
  return one === other ? 0 : parsedVersion(one).compare(parsedVersion(other));
}

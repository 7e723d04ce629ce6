import type { Advisory } from '../model/index.js';
import { orderingOf, type VersionOrdering } from '../versions/index.js';
import { fixVersionsOf } from './describe-affected.js';
import { verdictOn } from './verdict.js';

/** Leading number of a version. */
export function majorOf(version: string): string {
  return /^\D{0,2}(\d{1,20})/.exec(version)?.[1] ?? version;
}

/** A part after a hyphen makes a pre-release; build metadata may hold hyphens too. */
function isPrerelease(version: string): boolean {
  return version.split('+', 1)[0]?.includes('-') ?? false;
}

/** Ascending, each once; versions that cannot be ordered are left out. */
export function sortVersions(versions: Iterable<string>, ordering: VersionOrdering): string[] {
  const valid = [...new Set(versions)].filter((version) => ordering.isValid(version));
  return valid.sort((a, b) => ordering.compare(a, b) ?? 0);
}

/** True if the advisory leaves no doubt that the version is free of it. */
export function isClearOf(version: string, advisory: Advisory): boolean {
  return verdictOn(version, advisory, orderingOf(advisory.ecosystem)) === 'unaffected';
}

/** Those of the candidates that the fewest advisories affect. */
function clearest(candidates: readonly string[], advisories: readonly Advisory[]): string[] {
  const cleared = candidates.map((version) => advisories.filter((each) => isClearOf(version, each)).length);
  const most = Math.max(...cleared);
  return candidates.filter((_, at) => cleared[at] === most);
}

/** What of the list meets the wish; all of it when nothing does. */
function preferring(versions: readonly string[], wish: (version: string) => boolean): readonly string[] {
  const wished = versions.filter(wish);
  return wished.length > 0 ? wished : versions;
}

/**
 * The version to move a package to: the lowest known fix version after `current` that clears all its advisories (as many
 * as can be cleared), of the same major and no pre-release if there is one.
 * @param advisories everything known of the package, whether it concerns `current` or not.
 * @param current the highest version that it can have; null when unknown, and then the highest such version is given.
 */
export function fixVersionFor(advisories: readonly Advisory[], current: string | null): string | null {
  const ordering = orderingOf(advisories[0]?.ecosystem ?? '');
  if (!ordering) return null;
  const fixes = sortVersions(
    advisories.flatMap(({ affected }) => fixVersionsOf(affected)),
    ordering,
  );
  const later = current === null ? fixes : fixes.filter((fix) => (ordering.compare(fix, current) ?? 0) > 0);
  const stable =
    current !== null && isPrerelease(current) ? later : preferring(later, (fix) => !isPrerelease(fix));
  const best = clearest(stable, advisories);
  // The lowest later version is also in the same major if any of them is.
  return (current === null ? best.at(-1) : best[0]) ?? null;
}

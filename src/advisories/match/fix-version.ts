import { orderingOf } from '../../ecosystems/index.js';
import type { Advisory } from '../../model/index.js';
import type { VersionOrdering } from '../../versions/index.js';
import { fixVersionsOf } from './describe-affected.js';
import { verdictOn } from './verdict.js';

/** Leading number of a version. */
export function majorOf(version: string): string {
  return /^\D{0,2}(\d{1,20})/.exec(version)?.[1] ?? version;
}

/** Ascending, each once; versions that cannot be ordered are left out. */
export function sortVersions(versions: Iterable<string>, ordering: VersionOrdering): string[] {
  const valid = [...new Set(versions)].filter((version) => ordering.isValid(version));
  return valid.sort((a, b) => ordering.compare(a, b) ?? 0);
}

/** True if the version is certainly not affected. */
export function isClearOf(version: string, advisory: Advisory): boolean {
  return verdictOn(version, advisory, orderingOf(advisory.ecosystem)) === 'unaffected';
}

/** Whether two versions are builds for one platform, or name none. */
export function hasSamePlatform(a: string, b: string, ordering: VersionOrdering | null): boolean {
  return ordering?.platformOf?.(a) === ordering?.platformOf?.(b);
}

/** A version that fixes an advisory of a package, and how many of the package's advisories it is free of. */
export interface Fix {
  readonly version: string;
  readonly cleared: number;
}

/** The fix versions of a package's advisories, ascending; worked out once for all its occurrences. */
export function fixesOf(advisories: readonly Advisory[]): readonly Fix[] {
  const ordering = orderingOf(advisories[0]?.ecosystem ?? '');
  if (!ordering) return [];
  const versions = advisories.flatMap(({ affected }) => fixVersionsOf(affected));
  return sortVersions(versions, ordering).map((version) => ({
    version,
    cleared: advisories.filter((advisory) => isClearOf(version, advisory)).length,
  }));
}

/**
 * The version to move a package to: the lowest known fix version after `current` that clears all its advisories (as many
 * as possible), not a pre-release and for the same platform if possible. It is in the same major if any such version is.
 * @param fixes of everything known of the package, whether it concerns `current` or not.
 * @param current the highest version that it can have and that is affected; null when unknown, and then the highest such version is
 * given.
 */
export function fixVersionFor(
  fixes: readonly Fix[],
  current: string | null,
  ordering: VersionOrdering | null,
): string | null {
  const later = fixes.filter(
    ({ version }) => current === null || (ordering?.compare(version, current) ?? 0) > 0,
  );
  const isPrerelease = (version: string): boolean => ordering?.isPrerelease(version) ?? false;
  const stable = later.filter(({ version }) => !isPrerelease(version));
  const eligible = stable.length > 0 && !(current !== null && isPrerelease(current)) ? stable : later;
  const most = Math.max(...eligible.map(({ cleared }) => cleared));
  const best = eligible.filter(({ cleared }) => cleared === most);
  if (current === null) return best.at(-1)?.version ?? null;
  const first = best.find(({ version }) => hasSamePlatform(version, current, ordering)) ?? best[0];
  return first?.version ?? null;
}

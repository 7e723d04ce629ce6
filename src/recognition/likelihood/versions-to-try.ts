import { PLACES_IN_RANGE } from '../parameters/likelihood.js';
import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { npm } from '../../ecosystems/index.js';

/** A range that is a single version without build metadata, which ranges ignore. */
const EXACT = /^\d{1,9}\.\d{1,9}\.\d{1,9}$/;

/** Whether a version is in a range. */
export type Fits = (version: string, range: string) => boolean;

/** Returns a cached test of versions against ranges. Everything satisfies a text that is no range: a tag, another name, an address. */
export function fitterOfRanges(): Fits {
  const known = new Map<string, Map<string, boolean>>();
  return (version, range) => {
    if (version === range) return true;
    // Most answers are no, and parsing costs a hundred times more.
    if (EXACT.test(range) && EXACT.test(version)) return false;
    const results = known.get(range) ?? new Map<string, boolean>();
    known.set(range, results);
    const result = results.get(version) ?? (satisfies(version, range) || validRange(range) === null);
    results.set(version, result);
    return result;
  };
}

/**
 * Returns a test of versions against several ranges. Packages that are released together require exact versions of each other:
 * hundreds of those are looked up at once.
 */
export function fitterOfAny(ranges: Iterable<string>, fits: Fits): (version: string) => boolean {
  const exact = new Set<string>();
  const others: string[] = [];
  for (const range of ranges)
    if (EXACT.test(range)) exact.add(range);
    else others.push(range);
  return (version) => {
    if (exact.has(version) || others.some((range) => fits(version, range))) return true;
    return version.includes('+') && [...exact].some((range) => fits(version, range));
  };
}

/** Valid versions, ascending, each once. */
export function ascending(versions: readonly string[]): string[] {
  return [...new Set(versions.filter(npm.versions.isValid))].sort((a, b) => npm.versions.compare(a, b) ?? 0);
}

/** Versions in a range, ascending, each once. */
export function versionsInRange(published: readonly string[], range: string): string[] {
  return ascending(published).filter((version) => satisfies(version, range));
}

/** Versions in any of several ranges, ascending, each once; none if one of them is no range. */
export function versionsInAny(published: readonly string[], ranges: readonly string[]): string[] {
  if (ranges.some((range) => !EXACT.test(range) && validRange(range) === null)) return [];
  return ascending(published).filter(fitterOfAny(ranges, satisfies));
}

/** The next versions to compare a bundle with, by `PLACES_IN_RANGE`. */
export function nextToTry(fitting: readonly string[], tried: ReadonlySet<string>, count: number): string[] {
  const order = PLACES_IN_RANGE.map((place) => fitting[Math.round(place * (fitting.length - 1))] ?? '');
  return [...new Set(order)].filter((version) => version !== '' && !tried.has(version)).slice(0, count);
}

/** Runs of candidate versions that were not compared. */
function untestedRuns(candidates: readonly string[], tested: ReadonlySet<string>): string[][] {
  const runs: string[][] = [[]];
  for (const version of candidates) {
    if (!tested.has(version)) runs.at(-1)?.push(version);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs.filter((run) => run.length > 0);
}

/** Versions that halve what is unknown of the candidates: the middle of the longest run that was not compared. */
export function nextToHalve(
  candidates: readonly string[],
  tested: ReadonlySet<string>,
  count: number,
): string[] {
  return untestedRuns(candidates, tested)
    .sort((a, b) => b.length - a.length)
    .slice(0, count)
    .flatMap((run) => run[run.length >> 1] ?? []);
}

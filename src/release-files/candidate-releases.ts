import { MOST_CANDIDATES, SAME_CODE_NEIGHBOURS } from './parameters.js';
import type { KnownLibrary } from './class-store.js';

/** Positions of releases around an indexed one that are not indexed. */
function between({ published, indexed }: KnownLibrary, bit: number): number[] {
  const from = (indexed[bit - 1] ?? -1) + 1;
  const to = (indexed[bit + 1] ?? published.length) - 1;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_each, offset) => from + offset);
}

/** `4.5` of `4.5.2`: releases of one line may differ in nothing but their metadata. */
function lineOf(version: string | undefined): string | undefined {
  return version?.split('.').slice(0, 2).join('.');
}

/** An indexed release, and those beside it that are not indexed and of its line. */
function withTwins(library: KnownLibrary, bit: number): number[] {
  const { published, indexed } = library;
  const at = indexed[bit] ?? 0;
  return between(library, bit).filter(
    (position) =>
      Math.abs(position - at) <= SAME_CODE_NEIGHBOURS &&
      lineOf(published[position]) === lineOf(published[at]),
  );
}

/**
 * The releases of which classes may be, ascending: the indexed releases with the most of them. Releases beside them whose classes are not known
 * may have the same; where a part of the classes is missing or another's, all up to the next indexed ones are possible.
 * @param found for each class, the indexed releases that have it, as bits.
 */
export function candidateReleases(library: KnownLibrary, found: readonly number[]): readonly string[] {
  const counts = library.indexed.map(
    (_position, bit) => found.filter((releases) => releases & (1 << bit)).length,
  );
  const most = Math.max(...counts);
  const best = counts.flatMap((count, bit) => (count === most ? bit : []));
  const isWhole = best.some((bit) => library.totals[bit] === most) && most === found.length;
  const positions = isWhole
    ? best.flatMap((bit) => withTwins(library, bit))
    : best.flatMap((bit) => between(library, bit));
  const distinct = [...new Set(positions)].sort((a, b) => a - b);
  return distinct.length > MOST_CANDIDATES
    ? []
    : distinct.map((position) => library.published[position] ?? '');
}

import { MOST_CANDIDATES } from './parameters.js';
import type { KnownLibrary } from './class-store.js';

/** Positions of releases around an indexed one that are not indexed. */
function between({ published, indexed }: KnownLibrary, bit: number): number[] {
  const from = (indexed[bit - 1] ?? -1) + 1;
  const to = (indexed[bit + 1] ?? published.length) - 1;
  return Array.from({ length: Math.max(0, to - from + 1) }, (_each, offset) => from + offset);
}

/**
 * The releases of which classes may be, ascending: the indexed releases with the most of them, and where that is not all that such a release
 * has, those between them and their neighbours, whose classes are not known.
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
    ? best.flatMap((bit) => library.indexed[bit] ?? [])
    : best.flatMap((bit) => between(library, bit));
  const distinct = [...new Set(positions)].sort((a, b) => a - b);
  return distinct.length > MOST_CANDIDATES
    ? []
    : distinct.map((position) => library.published[position] ?? '');
}

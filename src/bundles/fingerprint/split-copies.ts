import type { IndexedFile } from '../../fingerprints/index.js';
import { sumLikelihoods } from './choose-versions.js';
import type { RankedSegment } from './ranked-segment.js';

/** What two copies must explain better than one, and each copy better than the other's version: natural logarithms. */
const LEAST_GAIN = 18;
const LEAST_MARGIN = 20;
/** Segments that have so much of one file are each a copy of it. */
const WHOLE = 0.35;
const TELLING_WEIGHT = 10;

/** Whether some file is there twice. */
function hasTwin(segments: readonly RankedSegment[]): boolean {
  const seen = new Set<IndexedFile>();
  return segments.some(({ segment: { file }, coverage }) => {
    if (coverage < WHOLE) return false;
    if (seen.has(file)) return true;
    seen.add(file);
    return false;
  });
}

type Sides = readonly [readonly RankedSegment[], readonly RankedSegment[]];

function divide(segments: readonly RankedSegment[], [one, other]: readonly [string, string]): Sides {
  const valueOf = ({ likelihoods }: RankedSegment, version: string): number =>
    likelihoods.get(version) ?? -Infinity;
  const isFirst = (segment: RankedSegment): boolean => valueOf(segment, one) >= valueOf(segment, other);
  return [segments.filter(isFirst), segments.filter((segment) => !isFirst(segment))];
}

function sumOf(segments: readonly RankedSegment[], version: string): number {
  return sumLikelihoods(
    segments.map(({ likelihoods }) => likelihoods),
    [version],
  ).get(version) as number;
}

/** Whether a version lacks the file of some segment that weighs enough to tell. */
function lacksFile(segments: readonly RankedSegment[], version: string): boolean {
  return segments.some(({ holders, segment }) => segment.weight >= TELLING_WEIGHT && !holders.has(version));
}

interface Split {
  readonly sides: Sides;
  readonly gain: number;
}

/** How much better two versions explain the segments than one does; null when they do not differ as copies do. */
function splitBy(
  segments: readonly RankedSegment[],
  [one, other]: readonly [string, string],
  alone: number,
): Split | null {
  const sides = divide(segments, [one, other]);
  const [first, second] = sides;
  const margin = Math.min(sumOf(first, one) - sumOf(first, other), sumOf(second, other) - sumOf(second, one));
  if (margin < LEAST_MARGIN) return null;
  // A version between the two that is not indexed looks like both, but not with files twice or of two layouts.
  if (!hasTwin(segments) && !(lacksFile(first, other) && lacksFile(second, one))) return null;
  return { sides, gain: sumOf(first, one) + sumOf(second, other) - alone };
}

/**
 * Parts the segments of a package into those of its copies, when two versions explain them much better than one. One part
 * when there is one copy, or several of the same version.
 */
export function splitCopies(segments: readonly RankedSegment[]): readonly (readonly RankedSegment[])[] {
  const all = segments.map(({ likelihoods }) => likelihoods);
  const versions = [...new Set(all.flatMap((likelihoods) => [...likelihoods.keys()]))];
  const alone = Math.max(...sumLikelihoods(all, versions).values());
  let best: Split | null = null;
  for (const [at, one] of versions.entries())
    for (const other of versions.slice(at + 1)) {
      const split = splitBy(segments, [one, other], alone);
      if (split && split.gain > (best?.gain ?? LEAST_GAIN)) best = split;
    }
  return best ? best.sides.flatMap(splitCopies) : [segments];
}

import { firstIndex } from '../../model/index.js';
import {
  MIN_COVERAGE_OF_TWIN,
  MIN_SHARED_BY_TWINS,
  MIN_DOUBLED_SHARE,
  MIN_SHARE_OF_ONE_ENTRY,
} from '../parameters/copies.js';
import { isLarge } from '../select/package-coverage.js';
import type { ObservedText } from '../read/observed-text.js';
import { sharedShare } from '../select/shared-share.js';
import { weightOfSegments } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';

/** The version that segments are compared as, and the text that holds them. */
interface ComparedAs {
  readonly version: string;
  readonly observed: ObservedText;
}

/** Whether a segment is one whole file. A wrapped module is, even if the published file has much more code. */
function isOneFile({ segment, coverage }: RankedSegment): boolean {
  return segment.isWrapped || coverage >= MIN_COVERAGE_OF_TWIN;
}

function isTwin(one: RankedSegment, other: RankedSegment, comparedAs: ComparedAs): boolean {
  return isOneFile(one) && isOneFile(other) && sharedShare([one], [other], comparedAs) >= MIN_SHARED_BY_TWINS;
}

function positionOf({ segment }: RankedSegment): number {
  return segment.ranges[0]?.[0] ?? 0;
}

function inOrder(segments: readonly RankedSegment[]): RankedSegment[] {
  return segments.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/** Groups of segments that hold the code of one file. A segment with other code than its group's first one is left out. */
function twinsByFile(segments: readonly RankedSegment[], comparedAs: ComparedAs): RankedSegment[][] {
  const byPath = new Map<string, RankedSegment[]>();
  for (const each of segments) {
    const { path } = each.segment.file;
    const known = byPath.get(path);
    const [first] = known ?? [];
    if (!known) byPath.set(path, [each]);
    else if (first && isTwin(first, each, comparedAs)) known.push(each);
  }
  return [...byPath.values()];
}

/** The share of the lighter part's weight that is in files of both parts: 0 to 1. A part is a set of segments. */
export function doubledShare(one: readonly RankedSegment[], other: readonly RankedSegment[]): number {
  const pathsOf = (segments: readonly RankedSegment[]): Set<string> =>
    new Set(
      segments.flatMap(({ segment, coverage }) =>
        coverage >= MIN_COVERAGE_OF_TWIN ? [segment.file.path] : [],
      ),
    );
  const shareIn = (segments: readonly RankedSegment[], paths: ReadonlySet<string>): number =>
    weightOfSegments(
      segments.filter(
        ({ segment, coverage }) => coverage >= MIN_COVERAGE_OF_TWIN && paths.has(segment.file.path),
      ),
    ) / Math.max(1, weightOfSegments(segments));
  return weightOfSegments(one) < weightOfSegments(other)
    ? shareIn(one, pathsOf(other))
    : shareIn(other, pathsOf(one));
}

/** Whether most of a part is one entry file. */
export function isOneEntry(segments: readonly RankedSegment[]): boolean {
  const all = weightOfSegments(segments);
  return segments.some(
    ({ segment, coverage }) =>
      segment.file.isEntry &&
      coverage >= MIN_COVERAGE_OF_TWIN &&
      segment.weight >= MIN_SHARE_OF_ONE_ENTRY * all,
  );
}

/** Returns a function that finds the nearest of some segments; undefined if there are none. */
export function nearestOf(
  segments: readonly RankedSegment[],
): (segment: RankedSegment) => RankedSegment | undefined {
  const sorted = inOrder(segments);
  const starts = sorted.map(positionOf);
  return (segment) => {
    const position = positionOf(segment);
    const low = firstIndex(0, starts.length, (at) => (starts[at] ?? 0) >= position);
    const before = position - (starts[low - 1] ?? -Infinity);
    return before < (starts[low] ?? Infinity) - position ? sorted[low - 1] : (sorted[low] ?? sorted[low - 1]);
  };
}

/**
 * Splits segments by files that are there equally often. The n-th occurrence of each belongs to the n-th copy; other segments go with
 * the nearest occurrence.
 */
function partByAnchors(
  segments: readonly RankedSegment[],
  anchors: readonly (readonly RankedSegment[])[],
): readonly (readonly RankedSegment[])[] {
  const places = new Map(
    anchors.flatMap((each) => inOrder(each).map((segment, place) => [segment, place] as const)),
  );
  const nearest = nearestOf([...places.keys()]);
  const copies = (anchors[0] ?? []).map((): RankedSegment[] => []);
  for (const segment of segments) {
    const known = places.get(segment) ?? places.get(nearest(segment) ?? segment);
    copies[known ?? 0]?.push(segment);
  }
  return copies;
}

/** Whether files that are there more than once are enough code for several copies. */
function areEnough(twins: readonly (readonly RankedSegment[])[], least: number): boolean {
  if (twins.length === 0) return false;
  return weightOfDoubles(twins) >= least || twins.some((each) => each.every((segment) => isLarge([segment])));
}

function weightOfDoubles(twins: readonly (readonly RankedSegment[])[]): number {
  return weightOfSegments(twins.flatMap((each) => each.slice(1)));
}

/**
 * Splits segments of one version by files that are there more than once: installers nest copies, and bundlers write one copy after
 * the other. The files with the most occurrences decide first, then files with fewer.
 * @param areCopies whether the parts can be copies.
 */
export function splitTwins(
  segments: readonly RankedSegment[],
  comparedAs: ComparedAs,
  areCopies: (parts: readonly (readonly RankedSegment[])[]) => boolean,
): readonly (readonly RankedSegment[])[] {
  const twins = twinsByFile(segments, comparedAs).filter(({ length }) => length > 1);
  const least = MIN_DOUBLED_SHARE * (weightOfSegments(segments) - weightOfDoubles(twins));
  if (!areEnough(twins, least)) return [segments];
  const counts = [...new Set(twins.map(({ length }) => length))].sort((a, b) => b - a);
  for (const [rank, count] of counts.entries()) {
    const anchors = twins.filter(({ length }) => length === count);
    if (rank > 0 && !areEnough(anchors, least)) continue;
    const parts = partByAnchors(segments, anchors);
    if (areCopies(parts)) return parts;
  }
  return [segments];
}

import type { ObservedText } from './observed-text.js';
import { sharedShare } from './shared-share.js';
import { weightOfSegments, type RankedSegment } from './ranked-segment.js';

/** Segments that have so much of one file, and so much in common, are each a copy of it and not its halves. */
const WHOLE = 0.5;
const LEAST_SHARED = 0.5;
/** Files that are there twice must weigh so much of what each copy weighs: files of one package can be much alike. */
const LEAST_DOUBLED = 0.35;
const MOST = 0.8;

/** What the segments are if there is one copy. */
interface Copy {
  readonly version: string;
  readonly observed: ObservedText;
}

function isTwin(one: RankedSegment, other: RankedSegment, copy: Copy): boolean {
  return (
    one.coverage >= WHOLE && other.coverage >= WHOLE && sharedShare([one], [other], copy) >= LEAST_SHARED
  );
}

function positionOf({ segment }: RankedSegment): number {
  return segment.ranges[0]?.[0] ?? 0;
}

function inOrder(segments: readonly RankedSegment[]): RankedSegment[] {
  return segments.toSorted((a, b) => positionOf(a) - positionOf(b));
}

/** Segments of each file, each twin of the first one. */
function twinsByFile(segments: readonly RankedSegment[], copy: Copy): RankedSegment[][] {
  const byPath = new Map<string, RankedSegment[]>();
  for (const each of segments) {
    const { path } = each.segment.file;
    const known = byPath.get(path);
    const [first] = known ?? [];
    if (!known) byPath.set(path, [each]);
    else if (first && isTwin(first, each, copy)) known.push(each);
  }
  return [...byPath.values()];
}

/** How much of what weighs less of two parts is of files that the other one has too: 0 to 1. */
export function doubledShare(one: readonly RankedSegment[], other: readonly RankedSegment[]): number {
  const pathsOf = (segments: readonly RankedSegment[]): Set<string> =>
    new Set(segments.flatMap(({ segment, coverage }) => (coverage >= WHOLE ? [segment.file.path] : [])));
  const shareIn = (segments: readonly RankedSegment[], paths: ReadonlySet<string>): number =>
    weightOfSegments(
      segments.filter(({ segment, coverage }) => coverage >= WHOLE && paths.has(segment.file.path)),
    ) / Math.max(1, weightOfSegments(segments));
  return weightOfSegments(one) < weightOfSegments(other)
    ? shareIn(one, pathsOf(other))
    : shareIn(other, pathsOf(one));
}

/** Whether most of a part is one file that importers get. */
export function isOneEntry(segments: readonly RankedSegment[]): boolean {
  const all = weightOfSegments(segments);
  return segments.some(
    ({ segment, coverage }) => segment.file.isEntry && coverage >= WHOLE && segment.weight >= MOST * all,
  );
}

/** Finds the one of some segments that lies nearest to another; undefined when there are none. */
export function nearestOf(
  segments: readonly RankedSegment[],
): (segment: RankedSegment) => RankedSegment | undefined {
  const sorted = inOrder(segments);
  const starts = sorted.map(positionOf);
  return (segment) => {
    const position = positionOf(segment);
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    const before = position - (starts[low - 1] ?? -Infinity);
    return before < (starts[low] ?? Infinity) - position ? sorted[low - 1] : (sorted[low] ?? sorted[low - 1]);
  };
}

/**
 * Parts segments of one version of a package when files of it are there more than once, as installers nest copies. Bundlers write one
 * copy after the other: of files that are there as often as any, each occurrence is of the copy of its place; others go with the nearest.
 */
export function splitTwins(
  segments: readonly RankedSegment[],
  copy: Copy,
): readonly (readonly RankedSegment[])[] {
  const twins = twinsByFile(segments, copy).filter(({ length }) => length > 1);
  const [anchors] = twins.sort((a, b) => b.length - a.length);
  const doubled = weightOfSegments(twins.flatMap((each) => each.slice(1)));
  if (!anchors || doubled < LEAST_DOUBLED * (weightOfSegments(segments) - doubled)) return [segments];
  const places = new Map(
    twins
      .filter(({ length }) => length === anchors.length)
      .flatMap((each) => inOrder(each).map((segment, place) => [segment, place] as const)),
  );
  const nearest = nearestOf([...places.keys()]);
  const copies = anchors.map((): RankedSegment[] => []);
  for (const segment of segments) {
    const known = places.get(segment) ?? places.get(nearest(segment) ?? segment);
    copies[known ?? 0]?.push(segment);
  }
  return copies;
}

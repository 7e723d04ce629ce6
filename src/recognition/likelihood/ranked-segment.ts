import type { RankedSegment } from '../ranked-segment.js';
import { scaleOf, type FileWeigher } from '../place/file-scores.js';
import type { ObservedText } from '../read/observed-text.js';
import { likelihoodsOf, ownFeaturesOf } from './rank-versions.js';
import type { Likelihoods } from '../ranked-segment.js';
import type { Segment } from '../segment.js';

/** The weight that segments share with their files. */
export function weightOfSegments(segments: readonly RankedSegment[]): number {
  return segments.reduce((sum, { segment }) => sum + segment.weight, 0);
}

/** The weight of all features of segments. */
function totalOf(segments: readonly RankedSegment[]): number {
  return segments.reduce((sum, { segment }) => sum + segment.total, 0);
}

/** Share of the segments' weight that their package explains: 0 to 1. */
export function shareExplained(segments: readonly RankedSegment[]): number {
  return segments.reduce((sum, each) => sum + each.explained, 0) / totalOf(segments);
}

/** Share of the segments' weight that their files explain: 0 to 1. */
export function shareOfFiles(segments: readonly RankedSegment[]): number {
  return weightOfSegments(segments) / totalOf(segments);
}

/** Mean share of the files that is there, by weight: 0 to 1. ECMAScript modules count as whole, because bundlers take them in part, and so do files without weight. */
export function coverageOfFiles(segments: readonly RankedSegment[]): number {
  const weight = weightOfSegments(segments);
  const found = segments.reduce(
    (sum, { segment, coverage }) => sum + segment.weight * (segment.file.isEsModule ? 1 : coverage),
    0,
  );
  return weight === 0 ? 1 : found / weight;
}

function likeliestOf(likelihoods: Likelihoods): string | null {
  let best: string | null = null;
  for (const [version, value] of likelihoods)
    if (best === null || value > (likelihoods.get(best) ?? 0)) best = version;
  return best;
}

const known = new WeakMap<Segment, RankedSegment>();

/** Ranks a segment once: it belongs to one text and one index. */
export function rankSegment(segment: Segment, observed: ObservedText, weigh: FileWeigher): RankedSegment {
  const ranked = known.get(segment) ?? rank(segment, observed, weigh);
  known.set(segment, ranked);
  return ranked;
}

function weightOwn(
  features: readonly number[],
  { file }: Segment,
  { weights, isShape }: ObservedText,
): number {
  const scale = scaleOf(file.package);
  return features.reduce((sum, each) => sum + (weights[each] ?? 0) * (isShape[each] ? scale : 1), 0);
}

function rank(segment: Segment, observed: ObservedText, weigh: FileWeigher): RankedSegment {
  const own = ownFeaturesOf(segment, observed);
  const likelihoods = likelihoodsOf(segment, own, observed.index);
  const weights = weigh(segment.file);
  const ordinal = segment.file.package.versions.indexOf(likeliestOf(likelihoods) ?? '');
  // Coverage is the share of the file's weight in the likeliest version. If that version lacks the file, the heaviest version counts.
  const whole = weights[ordinal] || Math.max(0, ...weights);
  const { versions } = segment.file.package;
  return {
    segment,
    likelihoods,
    ownFeatures: own.features,
    explained: Math.min(segment.total, Math.max(segment.weight, weightOwn(own.features, segment, observed))),
    coverage: whole === 0 ? 0 : Math.min(1, segment.weight / whole),
    holders: new Set(versions.filter((_version, at) => (weights[at] ?? 0) > 0)),
  };
}

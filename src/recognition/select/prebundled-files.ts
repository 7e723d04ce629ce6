import {
  MIN_FILES_OF_PREBUNDLED,
  MIN_SHARE_IN_PREBUNDLED,
  MIN_COVERAGE_OF_PREBUNDLED,
  MAX_REPETITION,
  MIN_GAIN_OF_PREBUNDLED,
  MIN_SHARE_OF_UNKNOWN_MODULE,
  MIN_WEIGHT_OF_UNKNOWN_MODULE,
  MIN_COVERAGE_BY_UNKNOWN,
  MIN_WEIGHT_OF_UNKNOWN,
} from '../parameters/prebundled.js';
import { limitOf } from '../../files/index.js';
import { fileOfGroup, type IndexedFile } from '../index/fingerprint-index.js';
import { sumLikelihoods } from '../likelihood/choose-versions.js';
import { fileScorer, scaleOf, weighFeatures } from '../place/file-scores.js';
import { filesByPackage } from '../index/files-by-package.js';
import { groupBy } from '../../model/index.js';
import type { ObservedText } from '../read/observed-text.js';
import { rankSegment } from '../likelihood/ranked-segment.js';
import type { RankedSegment } from '../ranked-segment.js';
import type { Piece } from '../read/pieces.js';
import type { RecognisedText } from '../recognised-text.js';
import { ownFeaturesOf } from '../likelihood/rank-versions.js';
import type { Segment } from '../segment.js';

type FileMeasures = Pick<RecognisedText, 'observed' | 'usual' | 'weigh'>;

function isHeldBy(groups: ArrayLike<number>, file: IndexedFile): boolean {
  for (let at = 0; at < groups.length; at += 1) {
    const group = groups[at] ?? -1;
    if (group >= file.firstGroup && group < file.endGroup) return true;
  }
  return false;
}

function inOrder(segments: readonly Segment[]): Segment[] {
  const startOf = ({ ranges }: Segment): number => ranges[0]?.[0] ?? 0;
  return [...segments].sort((a, b) => startOf(a) - startOf(b));
}

/** Parts of a bundle as one segment of a file. */
function joined(
  parts: readonly Pick<Segment, 'features' | 'isWrapped' | 'ranges'>[],
  file: IndexedFile,
  observed: ObservedText,
): Segment {
  const { groups, weights, isShape } = observed;
  const scale = scaleOf(file.package);
  const features = [...new Set(parts.flatMap((each) => each.features))];
  const total = weighFeatures(features, observed);
  const weight = features.reduce((sum, each) => {
    if (!isHeldBy(groups[each] ?? [], file)) return sum;
    return sum + (weights[each] ?? 0) * (isShape[each] ? scale : 1);
  }, 0);
  return {
    file,
    isWrapped: parts.some(({ isWrapped }) => isWrapped),
    ranges: parts.flatMap(({ ranges }) => ranges).sort(([a], [b]) => a - b),
    features,
    weight: Math.min(weight, total),
    total,
  };
}

/** Files of a package that have nearly all features of the package that are in some segments. */
function filesWithAll(segments: readonly Segment[], { observed }: FileMeasures): IndexedFile[] {
  const [first] = segments;
  if (!first) return [];
  const { hits, features } = ownFeaturesOf(joined(segments, first.file, observed), observed);
  const sums = new Map<IndexedFile, number>();
  for (const [group, { atoms, shapes }] of hits) {
    const file = fileOfGroup(observed.index, group);
    // A feature is in one group of a file, or in several groups of different versions, so this counts at least the features that are
    // there.
    if (file) sums.set(file, (sums.get(file) ?? 0) + atoms + shapes);
  }
  // Builds for browsers contain other packages, which the parts import.
  const importing = segments.some(({ file }) => file.imports.length > 0);
  return [...sums].flatMap(([file, sum]) =>
    sum >= MIN_SHARE_IN_PREBUNDLED * features.length && (file.imports.length > 0 || !importing) ? [file] : [],
  );
}

/** The likeliest single version of all segments, and its log-likelihood. */
function bestOf(
  segments: readonly RankedSegment[],
  versions: readonly string[],
): { readonly version: string | null; readonly value: number } {
  // Pieces without features fit every version.
  const telling = segments.map(({ likelihoods }) => likelihoods).filter(({ size }) => size > 0);
  const most = telling.reduce((sum, each) => sum + Math.max(...each.values()), 0);
  let [version, value]: [string | null, number] = [null, -Infinity];
  for (const [each, sum] of sumLikelihoods(telling, versions))
    if (most + sum > value) [version, value] = [each, most + sum];
  return { version, value };
}

/** Segments of one package as one segment, if one of its files explains them together, and better. */
function asOneFile(segments: readonly Segment[], telling: FileMeasures): Segment | null {
  const { observed, weigh } = telling;
  const rank = (segment: Segment): RankedSegment => rankSegment(segment, observed, weigh);
  const versions = segments.flatMap(({ file }) => file.package.versions);
  const apart = bestOf(segments.map(rank), versions);
  let best: Segment | null = null;
  let most = apart.value + MIN_GAIN_OF_PREBUNDLED;
  for (const file of filesWithAll(segments, telling)) {
    const one = joined(segments, file, observed);
    const { coverage, holders } = rank(one);
    // A release with both layouts has the separate files, too.
    if (coverage < MIN_COVERAGE_OF_PREBUNDLED || holders.has(apart.version ?? '')) continue;
    const { value } = bestOf([rank(one)], versions);
    if (value > most) [best, most] = [one, value];
  }
  return best;
}

/**
 * Whether segments may be parts of one file: of several files, no more than one file's weight, and with few repeated features. Two
 * copies repeat all of theirs.
 */
function mayBeOne(segments: readonly Segment[], { observed, usual }: FileMeasures): boolean {
  const [first] = segments;
  if (!first || new Set(segments.map(({ file }) => file)).size < MIN_FILES_OF_PREBUNDLED) return false;
  const all = segments.reduce((sum, { weight }) => sum + weight, 0);
  const files = filesByPackage(observed.index).get(first.file.package) ?? [];
  if (!files.some(({ number }) => MAX_REPETITION * usual(number) >= all)) return false;
  const features = segments.flatMap((each) => each.features);
  return features.length <= MAX_REPETITION * new Set(features).size;
}

/**
 * Joins segments that are parts of one published file. Some packages publish separate files in one release and a built file in
 * another. Parts of the built file look like the separate files, and each fits one of those better than the built file.
 */
export function joinPrebundled(segments: readonly Segment[], telling: FileMeasures): Segment[] {
  const byName = groupBy(segments, ({ file }) => [file.package.name]);
  const all = [...byName.values()].flatMap(
    (own) => (mayBeOne(own, telling) && asOneFile(own, telling)) || own,
  );
  return inOrder(all);
}

/** Files that explain most of unknown modules, and these modules. Fork groups with recognised code are left out. */
function filesOfUnknown({ observed, rest, segments }: RecognisedText): Map<IndexedFile, Piece[]> {
  const { files } = observed.index;
  const there = new Set(segments.map(({ file }) => file.package.forkGroup));
  const score = fileScorer(observed);
  const found = new Map<IndexedFile, Piece[]>();
  for (const piece of rest.filter(({ isWrapped }) => isWrapped).slice(0, limitOf('bundle-unknown-modules'))) {
    const total = weighFeatures(piece.features, observed);
    if (total < MIN_WEIGHT_OF_UNKNOWN_MODULE) continue;
    score(piece.features, (number, weight) => {
      const file = files[number];
      if (weight < MIN_SHARE_OF_UNKNOWN_MODULE * total || !file || there.has(file.package.forkGroup)) return;
      const pieces = found.get(file);
      if (pieces) pieces.push(piece);
      else found.set(file, [piece]);
    });
  }
  return found;
}

/** A file and the unknown modules that are a good part of it together. */
interface BuiltFile {
  readonly segment: Segment;
  readonly pieces: readonly Piece[];
}

/** Files that explain unknown modules together, the heaviest first. */
function builtOfUnknown(recognised: RecognisedText): BuiltFile[] {
  const { observed, usual } = recognised;
  return [...filesOfUnknown(recognised)]
    .filter(([, pieces]) => pieces.length >= MIN_FILES_OF_PREBUNDLED)
    .map(([file, pieces]) => ({ segment: joined(pieces, file, observed), pieces }))
    .filter(
      ({ segment: { file, weight } }) =>
        weight >= Math.max(MIN_WEIGHT_OF_UNKNOWN, MIN_COVERAGE_BY_UNKNOWN * usual(file.number)),
    )
    .sort((a, b) => b.segment.weight - a.segment.weight);
}

/**
 * Takes unknown modules for parts of one published file: the index may have only releases with a built file, and the bundle an
 * earlier release with separate files.
 */
export function withPrebundledUnknown(recognised: RecognisedText): RecognisedText {
  const taken = new Set<Piece>();
  const forkGroups = new Set<string>();
  const segments: Segment[] = [];
  for (const { segment, pieces } of builtOfUnknown(recognised)) {
    const { forkGroup } = segment.file.package;
    if (forkGroups.has(forkGroup) || pieces.some((piece) => taken.has(piece))) continue;
    forkGroups.add(forkGroup);
    for (const piece of pieces) taken.add(piece);
    segments.push(segment);
  }
  if (segments.length === 0) return recognised;
  return {
    ...recognised,
    segments: inOrder([...recognised.segments, ...segments]),
    rest: recognised.rest.filter((piece) => !taken.has(piece)),
  };
}

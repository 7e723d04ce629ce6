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

type Telling = Pick<RecognisedText, 'observed' | 'usual' | 'weigh'>;

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

/** Parts of a bundle as a segment of one file. */
function joined(
  parts: readonly Pick<Segment, 'features' | 'isModule' | 'ranges'>[],
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
    isModule: parts.some(({ isModule }) => isModule),
    ranges: parts.flatMap(({ ranges }) => ranges).sort(([a], [b]) => a - b),
    features,
    weight: Math.min(weight, total),
    total,
  };
}

/** The files of a package that have nearly all of what the package has in some segments of it. */
function filesWithAll(segments: readonly Segment[], { observed }: Telling): IndexedFile[] {
  const [first] = segments;
  if (!first) return [];
  const { hits, features } = ownFeaturesOf(joined(segments, first.file, observed), observed);
  const sums = new Map<IndexedFile, number>();
  for (const [group, { atoms, shapes }] of hits) {
    const file = fileOfGroup(observed.index, group);
    // A feature is in one group of a file, or in several of different versions: no less than is there.
    if (file) sums.set(file, (sums.get(file) ?? 0) + atoms + shapes);
  }
  // What is built for browsers has the code of other packages, too, which the parts import.
  const importing = segments.some(({ file }) => file.imports.length > 0);
  return [...sums].flatMap(([file, sum]) =>
    sum >= MIN_SHARE_IN_PREBUNDLED * features.length && (file.imports.length > 0 || !importing) ? [file] : [],
  );
}

/** The likeliest version, when all segments are of one, and how likely it is. */
function bestOf(
  segments: readonly RankedSegment[],
  versions: readonly string[],
): { readonly version: string | null; readonly value: number } {
  // Pieces without features are of no version.
  const telling = segments.map(({ likelihoods }) => likelihoods).filter(({ size }) => size > 0);
  const most = telling.reduce((sum, each) => sum + Math.max(...each.values()), 0);
  let [version, value]: [string | null, number] = [null, -Infinity];
  for (const [each, sum] of sumLikelihoods(telling, versions))
    if (most + sum > value) [version, value] = [each, most + sum];
  return { version, value };
}

/** Segments of one package as one, where a file of it explains them together and better. */
function asOneFile(segments: readonly Segment[], telling: Telling): Segment | null {
  const { observed, weigh } = telling;
  const rank = (segment: Segment): RankedSegment => rankSegment(segment, observed, weigh);
  const versions = segments.flatMap(({ file }) => file.package.versions);
  const apart = bestOf(segments.map(rank), versions);
  let best: Segment | null = null;
  let most = apart.value + MIN_GAIN_OF_PREBUNDLED;
  for (const file of filesWithAll(segments, telling)) {
    const one = joined(segments, file, observed);
    const { coverage, holders } = rank(one);
    // A release with both layouts has the files, too.
    if (coverage < MIN_COVERAGE_OF_PREBUNDLED || holders.has(apart.version ?? '')) continue;
    const { value } = bestOf([rank(one)], versions);
    if (value > most) [best, most] = [one, value];
  }
  return best;
}

/** Whether segments are of several files, less than one of their package, and do not say the same twice: two copies do. */
function mayBeOne(segments: readonly Segment[], { observed, usual }: Telling): boolean {
  const [first] = segments;
  if (!first || new Set(segments.map(({ file }) => file)).size < MIN_FILES_OF_PREBUNDLED) return false;
  const all = segments.reduce((sum, { weight }) => sum + weight, 0);
  const files = filesByPackage(observed.index).get(first.file.package) ?? [];
  if (!files.some(({ number }) => MAX_REPETITION * usual(number) >= all)) return false;
  const features = segments.flatMap((each) => each.features);
  return features.length <= MAX_REPETITION * new Set(features).size;
}

/**
 * Puts segments together that are parts of one published file. Packages publish their files as they are in one release, and put
 * together by a bundler in another: parts of this file look like those files, each fits one of them better than the whole of it.
 */
export function joinPrebundled(segments: readonly Segment[], telling: Telling): Segment[] {
  const byName = groupBy(segments, ({ file }) => [file.package.name]);
  const all = [...byName.values()].flatMap(
    (own) => (mayBeOne(own, telling) && asOneFile(own, telling)) || own,
  );
  return inOrder(all);
}

/** Files that have most of unknown modules, and these; of packages of which, and of whose family, nothing else is there. */
function filesOfUnknown({ observed, rest, segments }: RecognisedText): Map<IndexedFile, Piece[]> {
  const { files } = observed.index;
  const there = new Set(segments.map(({ file }) => file.package.family));
  const score = fileScorer(observed);
  const found = new Map<IndexedFile, Piece[]>();
  for (const piece of rest.filter(({ isModule }) => isModule).slice(0, limitOf('bundle-unknown-modules'))) {
    const total = weighFeatures(piece.features, observed);
    if (total < MIN_WEIGHT_OF_UNKNOWN_MODULE) continue;
    score(piece.features, (number, weight) => {
      const file = files[number];
      if (weight < MIN_SHARE_OF_UNKNOWN_MODULE * total || !file || there.has(file.package.family)) return;
      const pieces = found.get(file);
      if (pieces) pieces.push(piece);
      else found.set(file, [piece]);
    });
  }
  return found;
}

/** A file with unknown modules that are a good part of it together. */
interface BuiltFile {
  readonly segment: Segment;
  readonly pieces: readonly Piece[];
}

/** The files that explain most of unknown modules together, those of the most weight first. */
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
 * Takes unknown modules for parts of one published file: a package of which the index has only releases that were built into one file was
 * published as many files before.
 */
export function withPrebundledUnknown(recognised: RecognisedText): RecognisedText {
  const taken = new Set<Piece>();
  const families = new Set<string>();
  const segments: Segment[] = [];
  for (const { segment, pieces } of builtOfUnknown(recognised)) {
    const { family } = segment.file.package;
    if (families.has(family) || pieces.some((piece) => taken.has(piece))) continue;
    families.add(family);
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

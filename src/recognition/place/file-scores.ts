import { NOVEL_ATOM_WEIGHT, NOVEL_SHAPE_WEIGHT, LEFT_OUT_SHAPE_FACTOR } from '../parameters/place.js';
import { beat } from '../../files/index.js';
import {
  versionsOfGroup,
  type FingerprintIndex,
  type IndexedFile,
  type IndexedGroups,
  type IndexedPackage,
} from '../index/fingerprint-index.js';
import type { ObservedText } from '../read/observed-text.js';

const knownScales = new WeakMap<FingerprintIndex, Float64Array>();

/** Factors for the weight of each file's shapes, by file number. */
function scalesOf(index: FingerprintIndex): Float64Array {
  const scales = knownScales.get(index) ?? Float64Array.from(index.files, (file) => scaleOf(file.package));
  knownScales.set(index, scales);
  return scales;
}

/** Factor for the weight of a package's shapes: kept shapes stand for those that the index left out. */
export function scaleOf({ shapeSample }: IndexedPackage): number {
  return 1 + LEFT_OUT_SHAPE_FACTOR * (shapeSample - 1);
}

/** The weight of a piece's features, new ones included. */
export function weighFeatures(features: readonly number[], observed: ObservedText): number {
  let sum = 0;
  for (const number of features) {
    if (!observed.isNovel[number]) sum += observed.weights[number] ?? 0;
    else sum += observed.isShape[number] ? NOVEL_SHAPE_WEIGHT : NOVEL_ATOM_WEIGHT;
  }
  return sum;
}

/** Receives the number of a file and the weight that it shares with the features. */
export type ScoreVisitor = (file: number, weight: number) => void;

/**
 * Visits every file that shares features with a list of features, and the shared weight. Files come in the order in which features
 * lead to them. One bundle gives millions of scores, so they are not stored.
 */
export type FileScorer = (features: readonly number[], visit: ScoreVisitor) => void;

/** @param counts 1 for the number of each group that counts; null if all do. */
export function fileScorer(
  { index, groups, weights, isShape }: ObservedText,
  counts: Uint8Array | null = null,
): FileScorer {
  const fileOf = index.groups.files;
  const scales = scalesOf(index);
  const sums = new Float64Array(index.files.length);
  const touched = new Uint32Array(index.files.length);
  let count = 0;
  const add = (holders: ArrayLike<number>, weight: number, factors: Float64Array | null): void => {
    for (let at = 0; at < holders.length; at += 1) {
      const group = holders[at] ?? 0;
      if (counts && counts[group] === 0) continue;
      const file = fileOf[group] ?? 0;
      const sum = sums[file] ?? 0;
      if (sum === 0) touched[count++] = file;
      sums[file] = sum + weight * (factors?.[file] ?? 1);
    }
  };
  return (features, visit) => {
    beat();
    count = 0;
    for (const number of features) {
      const weight = weights[number] ?? 0;
      const holders = groups[number];
      if (weight > 0 && holders) add(holders, weight, isShape[number] ? scales : null);
    }
    for (let at = 0; at < count; at += 1) {
      const file = touched[at] ?? 0;
      const weight = sums[file] ?? 0;
      sums[file] = 0;
      visit(file, weight);
    }
  };
}

/** The weight of a group, with the shapes that the index left out. */
function wholeWeight(group: number, { atoms, shapes, weights }: IndexedGroups, scale: number): number {
  const known = atoms[group] ?? 0;
  const sampled = shapes[group] ?? 0;
  return (weights[group] ?? 0) * ((known + scale * sampled) / Math.max(1, known + sampled));
}

/** Returns the weight of a file in each version of its package, by ordinal; 0 in versions without the file. */
export type FileWeigher = (file: IndexedFile) => readonly number[];

export function fileWeigher(index: FingerprintIndex): FileWeigher {
  const known = new Map<IndexedFile, readonly number[]>();
  return (file) => {
    const seen = known.get(file);
    if (seen) return seen;
    const weights = file.package.versions.map(() => 0);
    for (let group = file.firstGroup; group < file.endGroup; group += 1) {
      const weight = wholeWeight(group, index.groups, scaleOf(file.package));
      for (const version of versionsOfGroup(index, group))
        weights[version] = (weights[version] ?? 0) + weight;
    }
    known.set(file, weights);
    return weights;
  };
}

function median(weights: readonly number[]): number {
  const present = weights.filter((weight) => weight > 0).sort((a, b) => a - b);
  return present[(present.length - 1) >> 1] ?? 0;
}

/**
 * Returns the median weight of a file over the versions that have it, by file number. In some versions a file only re-exports another
 * one. Each median is computed once.
 */
export function usualWeights({ files }: FingerprintIndex, weigh: FileWeigher): (file: number) => number {
  const known = new Float64Array(files.length).fill(NaN);
  return (number) => {
    const weight = known[number] ?? 0;
    const file = files[number];
    return Number.isNaN(weight) && file ? (known[number] = median(weigh(file))) : weight;
  };
}

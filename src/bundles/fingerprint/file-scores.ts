import {
  fileOfGroup,
  versionsOfGroup,
  type FingerprintIndex,
  type IndexedFile,
} from '../../fingerprints/index.js';
import type { ObservedText } from './observed-text.js';

/** How well a file explains a piece. */
export interface FileScore {
  readonly file: IndexedFile;
  /** Sum of what the features weigh that both have. */
  readonly weight: number;
}

/** What features that no package has weigh against an explanation: shapes change more often than texts and names. */
const NOVEL_ATOM = 1;
const NOVEL_SHAPE = 0.3;

/** What a piece's features weigh, those that no package has too. */
export function weighFeatures(features: readonly number[], observed: ObservedText): number {
  let sum = 0;
  for (const number of features) {
    if (!observed.isNovel[number]) sum += observed.weights[number] ?? 0;
    else sum += observed.isShape[number] ? NOVEL_SHAPE : NOVEL_ATOM;
  }
  return sum;
}

/** Says of files how much of their weight a list of features has. */
export function fileScorer(observed: ObservedText): (features: readonly number[]) => FileScore[] {
  const { index, groups, weights } = observed;
  return (features) => {
    const sums = new Map<IndexedFile, number>();
    for (const number of features) {
      const weight = weights[number] ?? 0;
      const holders = groups[number];
      if (weight === 0 || !holders) continue;
      for (let at = 0; at < holders.length; at += 1) {
        const file = fileOfGroup(index, holders[at] ?? -1);
        if (file) sums.set(file, (sums.get(file) ?? 0) + weight);
      }
    }
    return [...sums].map(([file, weight]) => ({ file, weight }));
  };
}

/** What a file weighs in each version of its package, by ordinal; 0 in versions that lack it. */
export type FileWeigher = (file: IndexedFile) => readonly number[];

export function fileWeigher(index: FingerprintIndex): FileWeigher {
  const known = new Map<IndexedFile, readonly number[]>();
  return (file) => {
    const seen = known.get(file);
    if (seen) return seen;
    const weights = file.package.versions.map(() => 0);
    for (let group = file.firstGroup; group < file.endGroup; group += 1)
      for (const version of versionsOfGroup(index, group))
        weights[version] = (weights[version] ?? 0) + (index.groups.weights[group] ?? 0);
    known.set(file, weights);
    return weights;
  };
}

/** Medians of weights: each is asked for as often as a file is tried. */
const medians = new WeakMap<readonly number[], number>();

/** What a file weighs in most versions, about: the median. Some versions have a file that only passes another one on. */
export function usualWeight(weights: readonly number[]): number {
  const known = medians.get(weights);
  if (known !== undefined) return known;
  const present = weights.filter((weight) => weight > 0).sort((a, b) => a - b);
  const median = present[(present.length - 1) >> 1] ?? 0;
  medians.set(weights, median);
  return median;
}

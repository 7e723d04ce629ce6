import { MISSING_COST } from '../parameters/place.js';
import { MAX_SHAPE_SAMPLE } from '../parameters/fingerprint-index.js';
import { versionsOfGroup, type IndexedFile } from '../index/fingerprint-index.js';
import { scaleOf, type FileWeigher } from './file-scores.js';
import type { ObservedText } from '../read/observed-text.js';

/** The weight of features that each version of a file has, by ordinal. */
interface Trial {
  readonly file: IndexedFile;
  readonly scale: number;
  readonly own: number[];
  /** The same by a sample of shapes that every index keeps; null if the sample is not needed. */
  readonly sampled: number[] | null;
}

function trialOf(file: IndexedFile, isSampled: boolean): Trial {
  const { package: owner } = file;
  const zeros = owner.versions.map(() => 0);
  return { file, scale: scaleOf(owner), own: zeros, sampled: isSampled ? [...zeros] : null };
}

function addTo(sums: number[] | null, versions: readonly number[], weight: number): void {
  if (sums) for (const version of versions) sums[version] = (sums[version] ?? 0) + weight;
}

/** Returns how well each file explains features, by the version of the file that explains them best. */
export type BestFitter = (features: readonly number[], files: readonly IndexedFile[]) => number[];

/**
 * How well a file explains features in its best version: the weight of those it has, less a part of the weight of those it has and
 * the module lacks. Each version counts by itself. Counting all versions together would favour the package with more versions, of two
 * with the same code.
 * If the index keeps only a sample of a package's shapes, all files are compared by that sample: an estimate of the left-out shapes
 * would outweigh the difference between files.
 */
export function bestFitter(observed: ObservedText, weigh: FileWeigher): BestFitter {
  const { index, groups, weights, isShape, isAlwaysKept } = observed;
  // The position of each file among the tried ones, from 1; cleared after each call.
  const places = new Uint32Array(index.files.length);
  const placeOf = (group: number): number => places[index.groups.files[group] ?? 0] ?? 0;
  const add = (feature: number, trials: readonly Trial[]): void => {
    const weight = weights[feature] ?? 0;
    const sampled = weight * (isShape[feature] ? MAX_SHAPE_SAMPLE * (isAlwaysKept[feature] ?? 0) : 1);
    const holders = (weight > 0 && groups[feature]) || [];
    for (let at = 0; at < holders.length; at += 1) {
      const group = holders[at] ?? 0;
      const trial = trials[placeOf(group) - 1];
      if (!trial) continue;
      const versions = versionsOfGroup(index, group);
      addTo(trial.own, versions, isShape[feature] ? weight * trial.scale : weight);
      addTo(trial.sampled, versions, sampled);
    }
  };
  return (features, files) => {
    const isSampled = files.some((file) => file.package.shapeSample > 1);
    const trials = files.map((file) => trialOf(file, isSampled));
    for (const [at, { number }] of files.entries()) places[number] = at + 1;
    for (const feature of features) add(feature, trials);
    for (const { number } of files) places[number] = 0;
    return trials.map(({ file, own, sampled }) => {
      const whole = weigh(file);
      const found = sampled ?? own;
      return Math.max(
        ...found.map((weight, at) => weight - MISSING_COST * Math.max(0, (whole[at] ?? 0) - (own[at] ?? 0))),
      );
    });
  };
}

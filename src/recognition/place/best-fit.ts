import { MISSING_COST } from '../parameters/place.js';
import { MAX_SHAPE_SAMPLE } from '../parameters/fingerprint-index.js';
import { versionsOfGroup, type IndexedFile } from '../index/fingerprint-index.js';
import { scaleOf, type FileWeigher } from './file-scores.js';
import type { ObservedText } from '../read/observed-text.js';

/** What features weigh that each version of a file has, by ordinal. */
interface Trial {
  readonly file: IndexedFile;
  readonly scale: number;
  readonly own: number[];
  /** The same by a sample of shapes that every index keeps, where that is wanted. */
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

/** How well files explain features, each in the version of it that does so best. */
export type BestFitter = (features: readonly number[], files: readonly IndexedFile[]) => number[];

/**
 * How well a file explains features in its best version: what that has of them, less some of what it has beside. All versions
 * together have more than each, and of two packages with the same code that would favour the one of more versions.
 *
 * Where a file is of a package of which the index keeps a sample of shapes, what all of them have in common with the text is told
 * by the same sample, as guesses of what is left out would outweigh the difference.
 */
export function bestFitter(observed: ObservedText, weigh: FileWeigher): BestFitter {
  const { index, groups, weights, isShape, isAlwaysKept } = observed;
  // The place of each file among those that are tried, from 1 on; cleared after each call.
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

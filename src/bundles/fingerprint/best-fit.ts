import { versionsOfGroup, type IndexedFile } from '../../fingerprints/index.js';
import { scaleOf, type FileWeigher } from './file-scores.js';
import type { ObservedText } from './observed-text.js';

/** A file that has more than a module is the less likely one. */
export const MISSING = 0.1;

/** What features weigh that each version of a file has, by ordinal. */
function weightsByVersion(features: readonly number[], file: IndexedFile, observed: ObservedText): number[] {
  const { index, groups, weights, isShape } = observed;
  const sums = file.package.versions.map(() => 0);
  const scale = scaleOf(file.package);
  const add = (group: number, weight: number): void => {
    for (const version of versionsOfGroup(index, group)) sums[version] = (sums[version] ?? 0) + weight;
  };
  for (const feature of features) {
    const holders = groups[feature] ?? [];
    const weight = (weights[feature] ?? 0) * (isShape[feature] ? scale : 1);
    for (let at = 0; at < holders.length; at += 1) {
      const group = holders[at] ?? -1;
      if (index.groups.files[group] === file.number) add(group, weight);
    }
  }
  return sums;
}

/**
 * How well a file explains features in the version of it that does so best: what that has of them, less some of what it has beside.
 * All versions together have more than each, and of two packages with the same code that would favour the one of more versions.
 */
export function bestFit(
  features: readonly number[],
  number: number,
  { observed, weigh }: { readonly observed: ObservedText; readonly weigh: FileWeigher },
): number {
  const file = observed.index.files[number];
  if (!file) return 0;
  const whole = weigh(file);
  const found = weightsByVersion(features, file, observed);
  return Math.max(...found.map((weight, at) => weight - MISSING * Math.max(0, (whole[at] ?? 0) - weight)));
}

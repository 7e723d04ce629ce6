import { MAX_SHAPE_SAMPLE, versionsOfGroup, type IndexedFile } from '../../fingerprints/index.js';
import { scaleOf, type FileWeigher } from './file-scores.js';
import type { ObservedText } from './observed-text.js';

/** A file that has more than a module is the less likely one. */
export const MISSING = 0.1;

/** How much features count by their kind; 0 for those that are left out. */
type Factor = (feature: number) => number;

/** What features weigh that each version of a file has, by ordinal. */
function weightsByVersion(
  features: readonly number[],
  file: IndexedFile,
  { observed, factor }: { readonly observed: ObservedText; readonly factor: Factor },
): number[] {
  const { index, groups, weights } = observed;
  const sums = file.package.versions.map(() => 0);
  const add = (group: number, weight: number): void => {
    for (const version of versionsOfGroup(index, group)) sums[version] = (sums[version] ?? 0) + weight;
  };
  for (const feature of features) {
    const weight = (weights[feature] ?? 0) * factor(feature);
    const holders = (weight > 0 && groups[feature]) || [];
    for (let at = 0; at < holders.length; at += 1) {
      const group = holders[at] ?? -1;
      if (index.groups.files[group] === file.number) add(group, weight);
    }
  }
  return sums;
}

/** By what fits are told. */
interface Fitting {
  readonly observed: ObservedText;
  readonly weigh: FileWeigher;
  /**
   * Whether a file that it is held against is of a package of which the index keeps a sample of shapes: what others have in common with
   * the text is then told by the same sample, as guesses of what is left out would outweigh the difference.
   */
  readonly isSampled: boolean;
}

/**
 * How well a file explains features in the version of it that does so best: what that has of them, less some of what it has beside.
 * All versions together have more than each, and of two packages with the same code that would favour the one of more versions.
 */
export function bestFit(
  features: readonly number[],
  number: number,
  { observed, weigh, isSampled }: Fitting,
): number {
  const file = observed.index.files[number];
  if (!file) return 0;
  const { isShape, isAlwaysKept } = observed;
  const scale = scaleOf(file.package);
  const own = weightsByVersion(features, file, { observed, factor: (each) => (isShape[each] ? scale : 1) });
  const sampled: Factor = (each) => (isShape[each] ? MAX_SHAPE_SAMPLE * (isAlwaysKept[each] ?? 0) : 1);
  const found = isSampled ? weightsByVersion(features, file, { observed, factor: sampled }) : own;
  const whole = weigh(file);
  return Math.max(
    ...found.map((weight, at) => weight - MISSING * Math.max(0, (whole[at] ?? 0) - (own[at] ?? 0))),
  );
}

import { posix } from 'node:path';
import { fileOfGroup, versionsOfGroup } from '../index/fingerprint-index.js';
import type { ObservedText } from '../read/observed-text.js';
import type { RankedSegment } from '../ranked-segment.js';

interface Whole {
  readonly name: string;
  readonly version: string;
  /** Whether the files that are there are ECMAScript modules (true), others (false), or both. */
  readonly kinds: ReadonlySet<boolean>;
  readonly observed: ObservedText;
}

function weightOf(features: Iterable<number>, { weights }: ObservedText): number {
  let sum = 0;
  for (const number of features) sum += weights[number] ?? 0;
  return sum;
}

function featuresOf(segments: readonly RankedSegment[]): Set<number> {
  const all = new Set<number>();
  for (const { ownFeatures } of segments) for (const feature of ownFeatures) all.add(feature);
  return all;
}

/** The number of segments with each feature. */
function countFeatures(segments: readonly RankedSegment[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { ownFeatures } of segments)
    for (const feature of ownFeatures) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}

/**
 * The number of files of a version with a feature. Only files of the module systems that are there count: nobody bundles other builds
 * of a copy as well.
 */
export function filesWith(feature: number, { name, version, kinds, observed }: Whole): number {
  const { groups, index } = observed;
  const files = new Set<string>();
  const numbers = groups[feature] ?? [];
  for (let at = 0; at < numbers.length; at += 1) {
    const group = numbers[at] ?? -1;
    const file = fileOfGroup(index, group);
    if (file?.package.name !== name || !kinds.has(file.isEsModule)) continue;
    const ordinal = file.package.versions.indexOf(version);
    if (versionsOfGroup(index, group).includes(ordinal)) files.add(posix.basename(file.path));
  }
  return files.size;
}

/**
 * Share of the lighter part's weight that the other part has, too, beyond what a single copy repeats: 0 to 1.
 * @param version the version that explains both parts best if they are of one copy.
 */
export function sharedShare(
  one: readonly RankedSegment[],
  other: readonly RankedSegment[],
  { version, observed }: { readonly version: string; readonly observed: ObservedText },
): number {
  const first = featuresOf(one);
  const second = featuresOf(other);
  const all = [...one, ...other];
  const name = all[0]?.segment.file.package.name ?? '';
  const kinds = new Set(all.map(({ segment: { file } }) => file.isEsModule));
  const whole = { name, version, kinds, observed };
  const counts = countFeatures(all);
  const shared = [...first].filter(
    (feature) => second.has(feature) && (counts.get(feature) ?? 0) > filesWith(feature, whole),
  );
  const smaller = Math.min(weightOf(first, observed), weightOf(second, observed));
  return smaller === 0 ? 0 : weightOf(shared, observed) / smaller;
}

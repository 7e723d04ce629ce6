import { isShape } from '../features/feature-log.js';
import type { ForkGroups, ForkGroupsWith } from './fork-groups.js';
import { isCommon, weightOf } from './index-format.js';
import type { PackedGroup, PackedPackage } from './pack-package.js';

/** Groups that a number can name together with a 32-bit hash in a double. */
export const MAX_GROUPS = 2 ** 21;

/** A group while its features are sorted among those of all packages. */
export interface NumberedGroup {
  readonly group: PackedGroup;
  /** Number of the package's fork group. */
  readonly forkGroup: number;
  /** Features that are not too common: a text can only match these. */
  atoms: number;
  shapes: number;
  /** The sum of their weights. */
  weight: number;
}

export function numberGroups(packages: readonly PackedPackage[], forkGroups: ForkGroups): NumberedGroup[] {
  const groups = packages.flatMap(({ forkGroup, files }) => {
    const number = forkGroups.numberOf(forkGroup);
    return files.flatMap((file) =>
      file.groups.map((group) => ({ group, forkGroup: number, atoms: 0, shapes: 0, weight: 0 })),
    );
  });
  if (groups.length > MAX_GROUPS) throw new RangeError(`more than ${MAX_GROUPS} groups in one index`);
  return groups;
}

/** Every feature with the number of a group that has it, ascending by feature. */
function sortedPairs(groups: readonly NumberedGroup[]): Float64Array {
  const pairs = new Float64Array(groups.reduce((sum, { group }) => sum + group.features.length, 0));
  let at = 0;
  for (const [number, { group }] of groups.entries())
    for (const feature of group.features) pairs[at++] = feature * MAX_GROUPS + number;
  return pairs.sort();
}

/** Features that the same groups have. */
export interface Posting {
  readonly groups: readonly number[];
  readonly keys: number[];
}

/** What the weight of a feature depends on. */
interface Rarity {
  /** Number of fork groups. */
  readonly forkGroups: number;
  readonly forkGroupsBeside: ForkGroupsWith;
}

/** Every feature with the numbers of the groups that have it. */
function* heldFeatures(groups: readonly NumberedGroup[]): Generator<readonly [number, readonly number[]]> {
  const pairs = sortedPairs(groups);
  let feature = -1;
  let holders: number[] = [];
  for (const pair of pairs) {
    const next = Math.floor(pair / MAX_GROUPS);
    if (next !== feature && holders.length > 0) {
      yield [feature, holders];
      holders = [];
    }
    feature = next;
    holders.push(pair % MAX_GROUPS);
  }
  if (holders.length > 0) yield [feature, holders];
}

/** How many fork groups have a feature, in this index and beside it. Nearly all features are in one group. */
function countForkGroups(held: readonly NumberedGroup[], beside: ReadonlySet<number>): number {
  const [only] = held;
  if (only && held.length === 1) return beside.size + (beside.has(only.forkGroup) ? 0 : 1);
  return new Set([...held.map(({ forkGroup }) => forkGroup), ...beside]).size;
}

function countFeature(group: NumberedGroup, feature: number, weight: number): void {
  group.weight += weight;
  if (isShape(feature)) group.shapes += 1;
  else group.atoms += 1;
}

/** Postings of all features. Counts each feature that is not too common in its groups. */
export function postingsOf(
  groups: readonly NumberedGroup[],
  { forkGroups, forkGroupsBeside }: Rarity,
): Posting[] {
  const common: Posting = { groups: [], keys: [] };
  const postings = new Map<number | string, Posting>();
  for (const [feature, holders] of heldFeatures(groups)) {
    const held = holders.flatMap((number) => groups[number] ?? []);
    const beside = forkGroupsBeside(feature);
    const owners = countForkGroups(held, beside ?? new Set());
    if (beside === null || isCommon(owners, holders.length)) {
      common.keys.push(feature);
      continue;
    }
    const weight = weightOf(owners, forkGroups);
    for (const each of held) countFeature(each, feature, weight);
    const key = holders.length === 1 ? (holders[0] ?? 0) : holders.join();
    const posting = postings.get(key) ?? { groups: holders, keys: [] };
    postings.set(key, posting);
    posting.keys.push(feature);
  }
  return [common, ...[...postings.values()].sort((a, b) => b.keys.length - a.keys.length)];
}

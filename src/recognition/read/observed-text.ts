import { featureOfText } from '../features/tree-walk.js';
import { isAlwaysKept, weightOf } from '../index/index-format.js';
import { isShape, type Features } from '../features/feature-log.js';
import type { FingerprintIndex, IndexedPackage } from '../index/fingerprint-index.js';

/** A text compared with an index: its distinct features by number, and where each occurs. */
export interface ObservedText {
  readonly index: FingerprintIndex;
  /** File number → number of its package's name. Joined indexes may hold a package twice. */
  readonly owners: Uint32Array;
  /** Feature number → groups of the index that have it; none if no package has it, or too many. */
  readonly groups: readonly ArrayLike<number>[];
  /** Feature number → its weight, see `weightOf`; 0 if too many packages have it. */
  readonly weights: Float32Array;
  /** Feature number → whether no package of the index has it. Only for features that the index always keeps. */
  readonly isNovel: Uint8Array;
  readonly isShape: Uint8Array;
  /** Feature number → whether an index keeps it of every package that has it. Of shapes it may keep a sample. */
  readonly isAlwaysKept: Uint8Array;
  /** Occurrences: the numbers and positions of features, parallel. */
  readonly numbers: Uint32Array;
  readonly starts: Uint32Array;
  /** Whether the text has this string literal. */
  readonly hasLiteral: (literal: string) => boolean;
}

const NONE: ArrayLike<number> = [];

/** Numbers files by a name of their package: equal names get equal numbers. */
function numberFiles({ files }: FingerprintIndex, nameOf: (owner: IndexedPackage) => string): Uint32Array {
  const numbers = new Map<string, number>();
  return Uint32Array.from(files, (file) => {
    const name = nameOf(file.package);
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}

/** Counts the fork groups that hold groups. The count is kept for each list of groups: thousands of features share one list. */
function forkGroupCounter(index: FingerprintIndex): (groups: ArrayLike<number>) => number {
  const known = new Map<ArrayLike<number>, number>();
  const forkGroups = numberFiles(index, ({ forkGroup }) => forkGroup);
  const forkGroupOf = (group: number): number => forkGroups[index.groups.files[group] ?? 0] ?? 0;
  return (groups) => {
    if (groups.length === 1) return 1;
    const seen = known.get(groups);
    if (seen !== undefined) return seen;
    const found = new Set<number>();
    for (let at = 0; at < groups.length; at += 1) found.add(forkGroupOf(groups[at] ?? 0));
    known.set(groups, found.size);
    return found.size;
  };
}

/** The distinct features of a text by number. */
export interface NumberedFeatures extends Pick<ObservedText, 'numbers' | 'starts'> {
  /** Hash → number. */
  readonly numberOf: ReadonlyMap<number, number>;
}

/** Numbers distinct features in order of occurrence. */
export function numberFeatures({ hashes, starts }: Features): NumberedFeatures {
  const numberOf = new Map<number, number>();
  const numbers = new Uint32Array(hashes.length);
  for (let at = 0; at < hashes.length; at += 1) {
    const hash = hashes[at] ?? 0;
    const number = numberOf.get(hash) ?? numberOf.size;
    if (number === numberOf.size) numberOf.set(hash, number);
    numbers[at] = number;
  }
  return { numberOf, numbers, starts };
}

/** Looks up every distinct feature of a text in an index, once. */
export function observe(
  { numberOf, numbers, starts }: NumberedFeatures,
  index: FingerprintIndex,
): ObservedText {
  const forkGroupsOf = forkGroupCounter(index);
  const owners = numberFiles(index, ({ name }) => name);
  const groups: ArrayLike<number>[] = [];
  const weights = new Float32Array(numberOf.size);
  const isNovel = new Uint8Array(numberOf.size);
  const shapes = new Uint8Array(numberOf.size);
  const kept = new Uint8Array(numberOf.size);
  for (const [hash, number] of numberOf) {
    const found = index.groupsOf(hash);
    groups.push(found ?? NONE);
    if (isAlwaysKept(hash)) kept[number] = 1;
    if (!found) isNovel[number] = kept[number] ?? 0;
    else if (found.length > 0) weights[number] = weightOf(forkGroupsOf(found), index.forkGroups);
    if (isShape(hash)) shapes[number] = 1;
  }
  const hasLiteral = (literal: string): boolean => numberOf.has(featureOfText(literal));
  return {
    index,
    owners,
    groups,
    weights,
    isNovel,
    isShape: shapes,
    isAlwaysKept: kept,
    numbers,
    starts,
    hasLiteral,
  };
}

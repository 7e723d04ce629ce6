import {
  fileOfGroup,
  isAlwaysKept,
  isShape,
  weightOf,
  type Features,
  type FingerprintIndex,
} from '../../fingerprints/index.js';

/** What a text has in common with an index: its distinct features by number, and where each occurs. */
export interface ObservedText {
  readonly index: FingerprintIndex;
  /** Feature number → groups of the index that have it; none when no package has it, or too many. */
  readonly groups: readonly ArrayLike<number>[];
  /** Feature number → how much it says, see `weightOf`; 0 when too many packages have it. */
  readonly weights: Float32Array;
  /** Feature number → whether no package of the index has it, where an index says so: of shapes it may keep a sample. */
  readonly isNovel: Uint8Array;
  readonly isShape: Uint8Array;
  /** Occurrences: numbers of features and their places, parallel. */
  readonly numbers: Uint32Array;
  readonly starts: Uint32Array;
}

const NONE: ArrayLike<number> = [];

/** Numbers of families of packages that hold groups, kept for each list of groups: thousands of features share one. */
function familyCounter(index: FingerprintIndex): (groups: ArrayLike<number>) => number {
  const known = new Map<ArrayLike<number>, number>();
  return (groups) => {
    const seen = known.get(groups);
    if (seen !== undefined) return seen;
    const families = new Set<string | undefined>();
    for (let at = 0; at < groups.length; at += 1)
      families.add(fileOfGroup(index, groups[at] ?? -1)?.package.family);
    known.set(groups, families.size);
    return families.size;
  };
}

/** Looks every distinct feature of a text up, once. */
export function observe({ hashes, starts }: Features, index: FingerprintIndex): ObservedText {
  const numberOf = new Map<number, number>();
  const numbers = new Uint32Array(hashes.length);
  for (const [at, hash] of hashes.entries()) {
    const number = numberOf.get(hash) ?? numberOf.size;
    if (number === numberOf.size) numberOf.set(hash, number);
    numbers[at] = number;
  }
  const familiesOf = familyCounter(index);
  const groups: ArrayLike<number>[] = [];
  const weights = new Float32Array(numberOf.size);
  const isNovel = new Uint8Array(numberOf.size);
  const shapes = new Uint8Array(numberOf.size);
  for (const [hash, number] of numberOf) {
    const found = index.groupsOf(hash);
    groups.push(found ?? NONE);
    if (!found) isNovel[number] = isAlwaysKept(hash) ? 1 : 0;
    else if (found.length > 0) weights[number] = weightOf(familiesOf(found), index.families);
    if (isShape(hash)) shapes[number] = 1;
  }
  return { index, groups, weights, isNovel, isShape: shapes, numbers, starts };
}

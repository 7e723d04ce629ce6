import { fileOfGroup, type FingerprintIndex } from './fingerprint-index.js';

/** Numbers of families of packages. */
export class Families {
  private readonly numbers = new Map<string, number>();

  numberOf(name: string): number {
    const number = this.numbers.get(name) ?? this.numbers.size;
    this.numbers.set(name, number);
    return number;
  }

  get count(): number {
    return this.numbers.size;
  }
}

/** Numbers of the families that have a feature; null when it is too common to tell. */
export type FamiliesWith = (feature: number) => ReadonlySet<number> | null;

/** The families of an index, if there is one; each list of its groups is looked at once. */
export function familiesIn(index: FingerprintIndex | undefined, families: Families): FamiliesWith {
  const known = new Map<ArrayLike<number>, ReadonlySet<number>>();
  const none = new Set<number>();
  if (!index) return () => none;
  for (const { family } of index.packages) families.numberOf(family);
  return (feature) => {
    const groups = index.groupsOf(feature);
    if (!groups) return none;
    if (groups.length === 0) return null;
    const found =
      known.get(groups) ??
      new Set(
        Array.from(groups, (group) => families.numberOf(fileOfGroup(index, group)?.package.family ?? '')),
      );
    known.set(groups, found);
    return found;
  };
}

import { fileOfGroup, type FingerprintIndex } from './fingerprint-index.js';

/** Numbers fork groups. */
export class ForkGroups {
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

/** Numbers of the fork groups with a feature; null if the feature is too common. */
export type ForkGroupsWith = (feature: number) => ReadonlySet<number> | null;

/** The fork groups that have a feature in an index, if there is one. Each list of groups is read once. */
export function forkGroupsIn(index: FingerprintIndex | undefined, forkGroups: ForkGroups): ForkGroupsWith {
  const known = new Map<ArrayLike<number>, ReadonlySet<number>>();
  const none = new Set<number>();
  if (!index) return () => none;
  for (const { forkGroup } of index.packages) forkGroups.numberOf(forkGroup);
  return (feature) => {
    const groups = index.groupsOf(feature);
    if (!groups) return none;
    if (groups.length === 0) return null;
    const found =
      known.get(groups) ??
      new Set(
        Array.from(groups, (group) =>
          forkGroups.numberOf(fileOfGroup(index, group)?.package.forkGroup ?? ''),
        ),
      );
    known.set(groups, found);
    return found;
  };
}

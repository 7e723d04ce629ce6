import type { FingerprintIndex, IndexedFile, IndexedGroup } from './fingerprint-index.js';

/** The groups of an index with the numbers that they get behind `offset` others. */
function shifted(groups: readonly IndexedGroup[], offset: number): IndexedGroup[] {
  if (offset === 0) return [...groups];
  const files = new Map<IndexedFile, IndexedFile>();
  const shift = (file: IndexedFile): IndexedFile => {
    const known = files.get(file);
    if (known) return known;
    const { firstGroup, endGroup } = file;
    const moved = { ...file, firstGroup: firstGroup + offset, endGroup: endGroup + offset };
    files.set(file, moved);
    return moved;
  };
  return groups.map((group) => ({ ...group, file: shift(group.file) }));
}

/** Puts lists of group numbers together; the same lists give the same one. */
function joiner(
  offsets: readonly number[],
): (lists: readonly (ArrayLike<number> | null)[]) => ArrayLike<number> {
  const known = new Map<string, ArrayLike<number>>();
  return (lists) => {
    // What is too common in one index is too common.
    const empty = lists.find((list) => list?.length === 0);
    if (empty) return empty;
    const joined = lists.flatMap((list, at) => Array.from(list ?? [], (group) => group + (offsets[at] ?? 0)));
    const key = joined.join();
    const same = known.get(key) ?? joined;
    known.set(key, same);
    return same;
  };
}

/** Several indexes as one. A package may be in more than one of them, with other versions in each. */
export function joinIndexes(indexes: readonly FingerprintIndex[]): FingerprintIndex {
  const [only] = indexes;
  if (only && indexes.length === 1) return only;
  const groups: IndexedGroup[] = [];
  const offsets: number[] = [];
  for (const index of indexes) {
    offsets.push(groups.length);
    for (const group of shifted(index.groups, groups.length)) groups.push(group);
  }
  const join = joiner(offsets);
  const packages = indexes.flatMap((index) => index.packages);
  return {
    version: indexes.map(({ version }) => version).join('+'),
    packages,
    groups,
    families: new Set(packages.map(({ family }) => family)).size,
    binaries: indexes.flatMap((index) => index.binaries),
    groupsOf(feature) {
      const lists = indexes.map((index) => index.groupsOf(feature));
      return lists.every((list) => list === null) ? null : join(lists);
    },
  };
}

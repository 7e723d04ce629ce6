import type { FingerprintIndex, IndexedFile, IndexedGroups } from './fingerprint-index.js';

/** How many files and groups stand before those of an index. */
interface Offset {
  readonly files: number;
  readonly groups: number;
}

function offsetsOf(indexes: readonly FingerprintIndex[]): Offset[] {
  let files = 0;
  let groups = 0;
  return indexes.map((index) => {
    const offset = { files, groups };
    files += index.files.length;
    groups += index.groups.files.length;
    return offset;
  });
}

function shiftFile(file: IndexedFile, { files, groups }: Offset): IndexedFile {
  const { number, firstGroup, endGroup } = file;
  return {
    ...file,
    number: number + files,
    firstGroup: firstGroup + groups,
    endGroup: endGroup + groups,
  };
}

function concatenate<T extends Uint32Array | Float32Array>(joined: T, columns: readonly T[]): T {
  let at = 0;
  for (const column of columns) {
    joined.set(column, at);
    at += column.length;
  }
  return joined;
}

function joinGroups(groups: readonly IndexedGroups[], offsets: readonly Offset[]): IndexedGroups {
  const count = groups.reduce((sum, { files }) => sum + files.length, 0);
  const column = (of: (each: IndexedGroups, at: number) => Uint32Array): Uint32Array =>
    concatenate(new Uint32Array(count), groups.map(of));
  return {
    files: column(({ files }, at) => files.map((file) => file + (offsets[at]?.files ?? 0))),
    sets: column(({ sets }) => sets),
    atoms: column(({ atoms }) => atoms),
    shapes: column(({ shapes }) => shapes),
    weights: concatenate(
      new Float32Array(count),
      groups.map(({ weights }) => weights),
    ),
  };
}

/** Puts lists of group numbers together; the same lists give the same one. */
function joiner(
  offsets: readonly Offset[],
): (lists: readonly (ArrayLike<number> | null)[]) => ArrayLike<number> {
  const known = new Map<string, ArrayLike<number>>();
  return (lists) => {
    // What is too common in one index is too common.
    const empty = lists.find((list) => list?.length === 0);
    if (empty) return empty;
    const joined = lists.flatMap((list, at) =>
      Array.from(list ?? [], (group) => group + (offsets[at]?.groups ?? 0)),
    );
    const key = joined.join();
    const same = known.get(key) ?? joined;
    known.set(key, same);
    return same;
  };
}

/** Several indexes as one. A package may be in more than one of them, with other versions in each. */
export function joinIndexes(indexes: readonly FingerprintIndex[]): FingerprintIndex {
  const [first, ...others] = indexes;
  if (first && others.length === 0) return first;
  const offsets = offsetsOf(indexes);
  const join = joiner(offsets);
  const packages = indexes.flatMap((index) => index.packages);
  return {
    version: indexes.map(({ version }) => version).join('+'),
    packages,
    files: indexes.flatMap(({ files }, at) =>
      at === 0 ? files : files.map((file) => shiftFile(file, offsets[at] ?? { files: 0, groups: 0 })),
    ),
    groups: joinGroups(
      indexes.map(({ groups }) => groups),
      offsets,
    ),
    families: new Set(packages.map(({ family }) => family)).size,
    binaries: indexes.flatMap((index) => index.binaries),
    listed: (name) => indexes.find((index) => index.listed(name).length > 0)?.listed(name) ?? [],
    groupsOf(feature) {
      // Most features are in the first one alone, or in none.
      const isShared = others.some((index) => index.groupsOf(feature) !== null);
      return isShared
        ? join(indexes.map((index) => index.groupsOf(feature)))
        : (first?.groupsOf(feature) ?? null);
    },
  };
}

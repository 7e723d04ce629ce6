import { changedFile } from './read-file.js';
import type { FingerprintIndex, IndexedFile, IndexedGroups } from './fingerprint-index.js';

/** Number of files and groups before those of the second index. */
interface Offset {
  readonly files: number;
  readonly groups: number;
}

function shiftFile(file: IndexedFile, { files, groups }: Offset): IndexedFile {
  const { number, firstGroup, endGroup } = file;
  return changedFile(file, {
    number: number + files,
    firstGroup: firstGroup + groups,
    endGroup: endGroup + groups,
  });
}

function concatenate<T extends Uint32Array | Float32Array>(joined: T, [one, other]: readonly [T, T]): T {
  joined.set(one);
  joined.set(other, one.length);
  return joined;
}

function joinGroups(one: IndexedGroups, other: IndexedGroups, offset: Offset): IndexedGroups {
  const count = one.files.length + other.files.length;
  const column = (of: (each: IndexedGroups) => Uint32Array): Uint32Array =>
    concatenate(new Uint32Array(count), [of(one), of(other)]);
  const files = column((each) => each.files);
  for (let group = offset.groups; group < count; group += 1)
    files[group] = (files[group] ?? 0) + offset.files;
  return {
    files,
    sets: column(({ sets }) => sets),
    atoms: column(({ atoms }) => atoms),
    shapes: column(({ shapes }) => shapes),
    weights: concatenate(new Float32Array(count), [one.weights, other.weights]),
  };
}

type Groups = ArrayLike<number> | null;

/** Joins two lists of groups; the numbers of the second list are shifted. */
function concatenateLists(one: ArrayLike<number>, other: ArrayLike<number>, offset: number): Uint32Array {
  const joined = new Uint32Array(one.length + other.length);
  joined.set(one);
  for (let at = 0; at < other.length; at += 1) joined[one.length + at] = (other[at] ?? 0) + offset;
  return joined;
}

/** Joins the lists of groups that two indexes have for a feature. Equal pairs of lists give the same result object. */
function joiner(offset: number): (one: Groups, other: Groups) => Groups {
  const known = new Map<Groups, Map<Groups, Groups>>();
  return (one, other) => {
    // A feature that is too common in one index is too common.
    if (other === null || one?.length === 0) return one;
    if (other.length === 0) return other;
    const beside = known.get(one) ?? new Map<Groups, Groups>();
    known.set(one, beside);
    const joined = beside.get(other) ?? concatenateLists(one ?? [], other, offset);
    beside.set(other, joined);
    return joined;
  };
}

function joinTwo(one: FingerprintIndex, other: FingerprintIndex): FingerprintIndex {
  const offset = { files: one.files.length, groups: one.groups.files.length };
  const join = joiner(offset.groups);
  const packages = [...one.packages, ...other.packages];
  return {
    version: `${one.version}+${other.version}`,
    packages,
    files: [...one.files, ...other.files.map((file) => shiftFile(file, offset))],
    groups: joinGroups(one.groups, other.groups, offset),
    forkGroups: new Set(packages.map(({ forkGroup }) => forkGroup)).size,
    binaries: [...one.binaries, ...other.binaries],
    listed: (name) => one.listed(name) ?? other.listed(name),
    dependents: (name) => one.dependents(name) + other.dependents(name),
    groupsOf: (feature) => join(one.groupsOf(feature), other.groupsOf(feature)),
  };
}

/**
 * Joins at least one index into one; the numbers of the first stay as they are. A package may be in several indexes, with different
 * versions in each.
 */
export function joinIndexes(indexes: readonly FingerprintIndex[]): FingerprintIndex {
  return indexes.reduce(joinTwo);
}

import type {
  FingerprintIndex,
  IndexedBinary,
  IndexedFile,
  IndexedGroup,
  IndexedPackage,
} from './fingerprint-index.js';

/** A package without some of its versions, and what has become of the ordinals: -1 for those that are gone. */
interface Reduced {
  readonly package: IndexedPackage;
  readonly ordinals: readonly number[];
}

function reduce(from: IndexedPackage, gone: ReadonlySet<string>): Reduced {
  const isGone = (version: string): boolean => gone.has(from.name) || gone.has(`${from.name}@${version}`);
  const versions = from.versions.filter((version) => !isGone(version));
  const ordinals = from.versions.map((version) => versions.indexOf(version));
  const sets = from.sets.map((set) => remaining(set, ordinals));
  return { package: { ...from, versions, sets }, ordinals };
}

function remaining(set: readonly number[], ordinals: readonly number[]): number[] {
  return set.map((ordinal) => ordinals[ordinal] ?? -1).filter((ordinal) => ordinal >= 0);
}

/** Groups with the versions that are left to them. Those that have none keep their number: postings go by it. */
function reduceGroups(
  groups: readonly IndexedGroup[],
  reduced: ReadonlyMap<IndexedPackage, Reduced>,
): IndexedGroup[] {
  const files = new Map<IndexedFile, IndexedFile>();
  return groups.map((group) => {
    const found = reduced.get(group.file.package);
    if (!found) return group;
    const file = files.get(group.file) ?? { ...group.file, package: found.package };
    files.set(group.file, file);
    return { ...group, file, versions: remaining(group.versions, found.ordinals) };
  });
}

function reduceBinaries(
  binaries: readonly IndexedBinary[],
  reduced: ReadonlyMap<IndexedPackage, Reduced>,
): IndexedBinary[] {
  return binaries.flatMap((binary): IndexedBinary[] => {
    const found = reduced.get(binary.package);
    if (!found) return [binary];
    const versions = remaining(binary.versions, found.ordinals);
    return versions.length > 0 ? [{ ...binary, package: found.package, versions }] : [];
  });
}

/**
 * An index that knows nothing of some packages: how well those are told that it lacks is measured by it.
 * @param names of packages, or of versions as `name@1.0.0`.
 */
export function leaveOut(index: FingerprintIndex, names: readonly string[]): FingerprintIndex {
  const gone = new Set(names);
  const touches = ({ name, versions }: IndexedPackage): boolean =>
    gone.has(name) || versions.some((version) => gone.has(`${name}@${version}`));
  const reduced = new Map(index.packages.filter(touches).map((each) => [each, reduce(each, gone)]));
  if (reduced.size === 0) return index;
  const groups = reduceGroups(index.groups, reduced);
  const left = new Map<ArrayLike<number>, ArrayLike<number> | null>();
  const leftOf = (list: ArrayLike<number>): ArrayLike<number> | null => {
    const known = left.get(list);
    if (known !== undefined) return known;
    const kept = Uint32Array.from(list).filter((group) => groups[group]?.versions.length !== 0);
    const answer = list.length > 0 && kept.length === 0 ? null : kept;
    left.set(list, answer);
    return answer;
  };
  const packages = index.packages
    .map((each) => reduced.get(each)?.package ?? each)
    .filter(({ versions }) => versions.length > 0);
  return {
    version: index.version,
    packages,
    groups,
    families: new Set(packages.map(({ family }) => family)).size,
    binaries: reduceBinaries(index.binaries, reduced),
    groupsOf(feature) {
      const list = index.groupsOf(feature);
      return list && leftOf(list);
    },
  };
}

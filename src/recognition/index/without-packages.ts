import {
  versionsOfGroup,
  type FingerprintIndex,
  type IndexedBinary,
  type IndexedFile,
  type IndexedPackage,
} from './fingerprint-index.js';
import { changedFile } from './read-file.js';

function reduce(from: IndexedPackage, gone: ReadonlySet<string>): IndexedPackage {
  const isGone = (version: string): boolean => gone.has(from.name) || gone.has(`${from.name}@${version}`);
  const versions = from.versions.filter((version) => !isGone(version));
  // Removed versions get -1.
  const ordinals = from.versions.map((version) => versions.indexOf(version));
  const sets = from.sets.map((set) =>
    set.map((ordinal) => ordinals[ordinal] ?? -1).filter((ordinal) => ordinal >= 0),
  );
  return { ...from, versions, sets };
}

function reduceFiles(
  files: readonly IndexedFile[],
  reduced: ReadonlyMap<IndexedPackage, IndexedPackage>,
): IndexedFile[] {
  return files.map((file) => {
    const found = reduced.get(file.package);
    return found ? changedFile(file, { package: found }) : file;
  });
}

function reduceBinaries(
  binaries: readonly IndexedBinary[],
  reduced: ReadonlyMap<IndexedPackage, IndexedPackage>,
): IndexedBinary[] {
  return binaries.flatMap((binary): IndexedBinary[] => {
    const found = reduced.get(binary.package);
    if (!found) return [binary];
    const versions = binary.versions
      .map((ordinal) => found.versions.indexOf(binary.package.versions[ordinal] ?? ''))
      .filter((ordinal) => ordinal >= 0);
    return versions.length > 0 ? [{ ...binary, package: found, versions }] : [];
  });
}

/**
 * An index without some packages. It measures how well packages that the index lacks are handled. Groups without versions keep their
 * numbers, because postings refer to them.
 * @param names packages, or versions as `name@1.0.0`.
 */
export function withoutPackages(index: FingerprintIndex, names: readonly string[]): FingerprintIndex {
  const gone = new Set(names);
  const touches = ({ name, versions }: IndexedPackage): boolean =>
    gone.has(name) || versions.some((version) => gone.has(`${name}@${version}`));
  const reduced = new Map(
    gone.size === 0 ? [] : index.packages.filter(touches).map((each) => [each, reduce(each, gone)]),
  );
  if (reduced.size === 0) return index;
  const packages = index.packages
    .map((each) => reduced.get(each) ?? each)
    .filter(({ versions }) => versions.length > 0);
  const left = new Map<ArrayLike<number>, ArrayLike<number> | null>();
  const result: FingerprintIndex = {
    ...index,
    packages,
    files: reduceFiles(index.files, reduced),
    forkGroups: new Set(packages.map(({ forkGroup }) => forkGroup)).size,
    binaries: reduceBinaries(index.binaries, reduced),
    groupsOf(feature) {
      const list = index.groupsOf(feature);
      return list && leftOf(list);
    },
  };
  const leftOf = (list: ArrayLike<number>): ArrayLike<number> | null => {
    const known = left.get(list);
    if (known !== undefined) return known;
    const kept = Uint32Array.from(list).filter((group) => versionsOfGroup(result, group).length > 0);
    const answer = list.length > 0 && kept.length === 0 ? null : kept;
    left.set(list, answer);
    return answer;
  };
  return result;
}

import type { TextFacts } from '../../evidence/index.js';

/** The published versions of a package, and what they require. */
export interface IndexedListing {
  /** Every published version, ascending. */
  readonly published: readonly string[];
  readonly dependencies: readonly IndexedDependency[];
}

/** A package in an index. */
export interface IndexedPackage extends IndexedListing {
  readonly name: string;
  readonly forkGroup: string;
  /** The index holds one of so many shapes of its code. */
  readonly shapeSample: number;
  /** The versions in the index, ascending. Ordinals in sets of versions are positions in this list. */
  readonly versions: readonly string[];
  /** Sets of versions by number, each as ordinals. */
  readonly sets: readonly (readonly number[])[];
  /** Facts of the texts of its files. */
  readonly texts: readonly IndexedText[];
  /** Imports that only some of the versions with the file have. */
  readonly someImport: readonly IndexedImport[];
}

/** An import that some versions of a file have, and others do not. */
export interface IndexedImport {
  readonly name: string;
  /** Position among the package's files. */
  readonly file: number;
  /** Number of the set of these versions. */
  readonly set: number;
}

/** The text of a file in some versions of a package. */
export interface IndexedText extends TextFacts {
  /** Position among the package's files. */
  readonly file: number;
  /** Number of the set of these versions. */
  readonly set: number;
}

/** A requirement of some versions of a package. */
export interface IndexedDependency {
  readonly name: string;
  readonly range: string;
  /** Whether these versions work without it. */
  readonly isOptional: boolean;
  /** Start and end positions in `published` of runs of these versions: [0, 3, 5, 6] are the first three and the sixth. */
  readonly runs: readonly number[];
}

/** A file of a package, in all of its indexed versions. */
export interface IndexedFile {
  /** Position among all files of the index. */
  readonly number: number;
  readonly package: IndexedPackage;
  readonly path: string;
  readonly isEntry: boolean;
  /** Whether it is an ECMAScript module. */
  readonly isEsModule: boolean;
  /** Whether it uses no module system. */
  readonly isScript: boolean;
  /** Names of packages that it imports in any version. */
  readonly imports: readonly string[];
  /** Its groups are [firstGroup, endGroup) in the index's columns. */
  readonly firstGroup: number;
  readonly endGroup: number;
}

/**
 * Groups, stored as columns because there are hundreds of thousands. A group is the features of one file that the same versions of
 * its package have.
 */
export interface IndexedGroups {
  /** The number of each group's file. */
  readonly files: Uint32Array;
  /** The number of each group's set of versions, among the sets of its package. */
  readonly sets: Uint32Array;
  /** The number of each group's atoms and shapes, without those that too many packages have: a text can only match these. */
  readonly atoms: Uint32Array;
  readonly shapes: Uint32Array;
  /** The sum of their weights; see `weightOf`. */
  readonly weights: Float32Array;
}

/** A native add-on or WebAssembly module that versions of a package publish. */
export interface IndexedBinary {
  readonly package: IndexedPackage;
  /** Relative to the package's folder. */
  readonly path: string;
  /** Of its bytes, in hex. */
  readonly sha256: string;
  /** Ordinals of these versions. */
  readonly versions: readonly number[];
}

/** An index of known packages: which versions of which files have which features. */
export interface FingerprintIndex {
  /** Its name in reports. */
  readonly version: string;
  readonly packages: readonly IndexedPackage[];
  readonly files: readonly IndexedFile[];
  readonly groups: IndexedGroups;
  /** Number of fork groups of packages. */
  readonly forkGroups: number;
  readonly binaries: readonly IndexedBinary[];
  /** The listing of a package that others require and whose code is not in the index; null if it is not listed. */
  listed(name: string): IndexedListing | null;
  /** How many packages of the index require a name, in any version. */
  dependents(name: string): number;
  /**
   * Numbers of the groups with a feature. Empty if too many packages have it, null if no package has it. Features of the same groups
   * get the same list object.
   */
  groupsOf(feature: number): ArrayLike<number> | null;
}

/** The file of a group. */
export function fileOfGroup({ files, groups }: FingerprintIndex, group: number): IndexedFile | undefined {
  return files[groups.files[group] ?? -1];
}

/** Ordinals of a group's versions. */
export function versionsOfGroup(index: FingerprintIndex, group: number): readonly number[] {
  return fileOfGroup(index, group)?.package.sets[index.groups.sets[group] ?? -1] ?? [];
}

import type { TextFacts } from '../../evidence/index.js';

/** The published versions of a package, and what they ask for. */
export interface IndexedListing {
  /** Every published version, ascending. */
  readonly published: readonly string[];
  readonly dependencies: readonly IndexedDependency[];
}

/** A package in an index. */
export interface IndexedPackage extends IndexedListing {
  readonly name: string;
  readonly family: string;
  /** One of so many shapes of its code is in the index. */
  readonly shapeSample: number;
  /** Those that are in the index, ascending: ordinals in sets of versions are places in this list. */
  readonly versions: readonly string[];
  /** Sets of versions by number, as their ordinals. */
  readonly sets: readonly (readonly number[])[];
  /** The texts of its files. */
  readonly texts: readonly IndexedText[];
  /** What only some of the versions that have a file import there. */
  readonly someImport: readonly IndexedImport[];
}

/** That some versions of a file import a package, and others do not. */
export interface IndexedImport {
  readonly name: string;
  /** Place among the package's files. */
  readonly file: number;
  /** Number of the set of those versions. */
  readonly set: number;
}

/** The text that some versions of a package have of a file. */
export interface IndexedText extends TextFacts {
  /** Place among the package's files. */
  readonly file: number;
  /** Number of the set of those versions. */
  readonly set: number;
}

/** That some versions of a package ask for another one. */
export interface IndexedDependency {
  readonly name: string;
  readonly range: string;
  /** Whether they do without it. */
  readonly isOptional: boolean;
  /** Where runs of those versions begin and end in `published`: [0, 3, 5, 6] are the first three and the sixth. */
  readonly runs: readonly number[];
}

/** A file of a package, through all of its indexed versions. */
export interface IndexedFile {
  /** Its place among all files of the index. */
  readonly number: number;
  readonly package: IndexedPackage;
  readonly path: string;
  readonly isEntry: boolean;
  readonly isModule: boolean;
  /** Whether it uses nothing of any module system. */
  readonly isScript: boolean;
  /** Names of what it imports in any version. */
  readonly imports: readonly string[];
  /** Its groups: [firstGroup, endGroup) in the index's columns. */
  readonly firstGroup: number;
  readonly endGroup: number;
}

/**
 * Groups as columns: there are some hundred thousand. A group is the features of one file that the same versions of its package
 * have.
 */
export interface IndexedGroups {
  /** Numbers of their files. */
  readonly files: Uint32Array;
  /** Numbers of the sets of versions that have them, among their package's. */
  readonly sets: Uint32Array;
  readonly atoms: Uint32Array;
  readonly shapes: Uint32Array;
  /** Sums of what their features weigh; see `weightOf`. */
  readonly weights: Float32Array;
}

/** A native add-on or WebAssembly module as versions of a package publish it. */
export interface IndexedBinary {
  readonly package: IndexedPackage;
  /** Below the package's folder. */
  readonly path: string;
  /** Of its bytes, hex. */
  readonly sha256: string;
  /** Ordinals of the versions. */
  readonly versions: readonly number[];
}

/** What texts are compared with: which features which versions of which packages' files have. */
export interface FingerprintIndex {
  /** What reports call it. */
  readonly version: string;
  readonly packages: readonly IndexedPackage[];
  readonly files: readonly IndexedFile[];
  readonly groups: IndexedGroups;
  /** How many families of packages there are. */
  readonly families: number;
  readonly binaries: readonly IndexedBinary[];
  /** What is known of a package that is asked for and whose code is not in the index; null when it is not listed. */
  listed(name: string): IndexedListing | null;
  /**
   * Numbers of the groups that have a feature: none when it is too common to tell, null when no package has it. The same list
   * for features that the same groups have.
   */
  groupsOf(feature: number): ArrayLike<number> | null;
}

/** The file that a group is of. */
export function fileOfGroup({ files, groups }: FingerprintIndex, group: number): IndexedFile | undefined {
  return files[groups.files[group] ?? -1];
}

/** Ordinals of the versions that have a group. */
export function versionsOfGroup(index: FingerprintIndex, group: number): readonly number[] {
  return fileOfGroup(index, group)?.package.sets[index.groups.sets[group] ?? -1] ?? [];
}

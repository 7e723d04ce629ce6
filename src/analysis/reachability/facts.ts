import type { Openness } from '../../program/index.js';

/** A file that code may load. A tuple, because an artifact can have thousands of files. */
export type FileFacts = readonly [
  /** Index in `groups`. */
  group: number,
  /** Path below the folder of the group; a path that begins with `/` is one of the artifact. */
  path: string,
  /** Indexes of the files that it loads when it is loaded itself, when its functions are called, and perhaps. */
  start: readonly number[],
  call: readonly number[],
  may: readonly number[],
  /** What it may load beyond that: an index of `OPENNESS`. */
  isOpen: 0 | 1 | 2 | 3,
  /** Indexes in `named` of the packages that its texts name. */
  words: readonly number[],
  /** Imports of files in other mounts. Kind: 0 start, 1 call, 2 perhaps. `isPrefix`: only the start of the specifier is constant. */
  outside: readonly (readonly [specifier: string, kind: 0 | 1 | 2, isPrefix: 0 | 1])[],
];

/** Values of `isOpen`, by their index. */
export const OPENNESS: readonly Openness[] = ['no', 'names', 'package', 'all'];

/** A module that a bundler kept separate; the first one is all other code. */
export type PartFacts = readonly [
  /** Indexes of the parts that it loads as it is loaded itself, and when its functions are called. */
  starts: readonly number[],
  calls: readonly number[],
];

/** Code of a part: [start, end) in bytes. `isRun`: 1 if it runs as the part is loaded, 0 for functions that are only declared. */
export type CodeFacts = readonly [start: number, end: number, part: number, isRun: 0 | 1];

/** The parts of a bundle, and their code sorted by start. */
export type BundleFacts = readonly [
  path: string,
  bundle: { readonly parts: readonly PartFacts[]; readonly code: readonly CodeFacts[] },
];

/** The files of an artifact that code of one language may load, as plain data: it is stored with the artifact's result. */
export interface GraphFacts {
  /** Folders of installed packages, or the first places of Python's; '' for the artifact's own files. */
  readonly groups: readonly string[];
  readonly files: readonly FileFacts[];
  /** Packages that code of other mounts can import. `owner`: the folder above their `node_modules`. */
  readonly entries: readonly (readonly [owner: string, name: string, files: readonly number[]])[];
  /** Files by the specifier that a computed name may equal. */
  readonly named: readonly (readonly [specifier: string, files: readonly number[]])[];
  /** Indexes in `named` of the packages that the function's configuration files name. */
  readonly words: readonly number[];
  readonly bundles: readonly BundleFacts[];
  /** Whether all imports were followed. */
  readonly isWhole: boolean;
}

/** The graph of an artifact's code in Python. */
export interface PythonFacts extends GraphFacts {
  /** Folders in which modules are searched, in order. */
  readonly roots: readonly string[];
  /** Indexes of the files that Python runs at its start. */
  readonly starts: readonly number[];
  /** Names by which code imports the top-level modules of packages, and indexes in `groups`. */
  readonly tops: readonly (readonly [name: string, groups: readonly number[]])[];
}

/** The graph of an artifact's JavaScript, and that of its Python. */
export interface ReachabilityFacts extends GraphFacts {
  /** Null: it has no code in Python. */
  readonly python: PythonFacts | null;
  /** Whether it holds extensions, which the runtime starts beside the function. */
  readonly hasExtensions: boolean;
  /** Whether it is an image with an entry point of its own: it is not known then what starts. */
  readonly hasOwnStart: boolean;
}

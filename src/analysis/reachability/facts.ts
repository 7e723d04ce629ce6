/** A file that code may load, as short as possible: most artifacts have thousands. */
export type FileFacts = readonly [
  /** Index of its package's folder in `groups`. */
  group: number,
  /** Path below that folder. */
  path: string,
  /** Indexes of the files that it loads: as it starts, in functions, perhaps. */
  start: readonly number[],
  call: readonly number[],
  may: readonly number[],
  /** 1 if it loads what it computes. */
  isOpen: 0 | 1,
  /** Indexes in `named` of what its texts may name. */
  words: readonly number[],
  /** Imports that another mount may satisfy: specifier, kind (0 start, 1 call, 2 perhaps), 1 if it is only the start of one. */
  outside: readonly (readonly [specifier: string, kind: 0 | 1 | 2, isPrefix: 0 | 1])[],
];

/** What answers about functions need of an artifact. Plain data: it is stored with the artifact's result. */
export interface ReachabilityFacts {
  /** Folders of installed packages; '' for the artifact's own files. */
  readonly groups: readonly string[];
  readonly files: readonly FileFacts[];
  /** Packages that code of other mounts finds: folder above their `node_modules`, name, files. */
  readonly entries: readonly (readonly [owner: string, name: string, files: readonly number[]])[];
  /** Specifiers that code may compose → files. */
  readonly named: readonly (readonly [specifier: string, files: readonly number[]])[];
  /** Indexes in `named` of what configurations and own files name. */
  readonly words: readonly number[];
  /** Whether everything that its code may load was followed. */
  readonly isWhole: boolean;
  /** Whether the runtime starts programs of it beside the function. */
  readonly hasExtensions: boolean;
  /** Whether something starts it that is not known: an image with an entry point of its own. */
  readonly hasOwnStart: boolean;
}

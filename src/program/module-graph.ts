/** How sure an edge is: the code runs as the file is loaded, only when a function is called, or may load it. */
export type EdgeKind = 'start' | 'call' | 'may';

/** An import that no folder of the tree satisfies: a package of another mount, or an absolute path. */
export interface OutsideImport {
  readonly specifier: string;
  readonly kind: EdgeKind;
  /** Whether the specifier is only its start. */
  readonly isPrefix: boolean;
}

/** A file that code may load. */
export interface ModuleNode {
  /** Without links. */
  readonly path: string;
  /** Folder of the installed package with the file; '' for the function's own files. */
  readonly group: string;
  readonly edges: ReadonlyMap<number, EdgeKind>;
  readonly outside: readonly OutsideImport[];
  /** Loads what it computes: any file of its package, and packages that any code names. */
  readonly isOpen: boolean;
  /** Specifiers in quotes of installed packages. */
  readonly words: readonly string[];
}

/** A package that code of other trees finds by its name. */
export interface PackageEntry {
  /** The folder whose `node_modules` has it. */
  readonly owner: string;
  readonly name: string;
  readonly files: readonly number[];
}

/** All files that code of a tree may load, from some of them on. Indexes of edges are of `nodes`. */
export interface ModuleGraph {
  readonly nodes: readonly ModuleNode[];
  readonly entries: readonly PackageEntry[];
  /** Specifiers that code which computes names may mean → the files that each leads to. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** Specifiers in files of the function that are no scripts. */
  readonly words: readonly string[];
  /** Whether files were left out because of time or number: nothing is unreachable then. */
  readonly isCut: boolean;
}

/** When a file loads another one: as the file itself is loaded, when one of its functions is called, or perhaps. */
export type EdgeKind = 'start' | 'call' | 'may';

/** An import that no folder of the tree satisfies: a package of another mount, or an absolute path. */
export interface OutsideImport {
  readonly specifier: string;
  readonly kind: EdgeKind;
  /** Whether `specifier` is only the start of the real one. */
  readonly isPrefix: boolean;
}

/**
 * What a file may load beyond its edges. `package`: any file of its package, because it is no text that can be read. `names`: also any
 * package that code names, because it computes the name of a module. `all`: everything.
 */
export type Openness = 'no' | 'package' | 'names' | 'all';

/** A file that code may load. */
export interface ModuleNode {
  /** Path with links resolved. */
  readonly path: string;
  /** Folder of the installed package with the file; '' for the function's own files. */
  readonly group: string;
  readonly edges: ReadonlyMap<number, EdgeKind>;
  readonly outside: readonly OutsideImport[];
  readonly isOpen: Openness;
  /** Texts in quotes that name installed packages. */
  readonly words: readonly string[];
}

/** A package that code of other trees finds by its name. */
export interface PackageEntry {
  /** The folder whose `node_modules` has it. */
  readonly owner: string;
  readonly name: string;
  readonly files: readonly number[];
}

/** The files of a tree that its code may load. Edges hold indexes of `nodes`. */
export interface ModuleGraph {
  readonly nodes: readonly ModuleNode[];
  readonly entries: readonly PackageEntry[];
  /** Files by the specifier that a computed name may equal. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** Names of packages in the function's configuration files. */
  readonly words: readonly string[];
  /** Whether files were left out because of time or number: nothing is unreachable then. */
  readonly isCut: boolean;
}

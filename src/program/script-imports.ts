/**
 * How code imports. `require` and `import` resolve by different conditions of `exports`. A `path` is composed by the code, for example
 * for a worker: the code may load it.
 */
export type ImportKind = 'require' | 'import' | 'path';

/** An import of a script whose specifier, or the start of it, is constant. */
export interface ScriptImport {
  /** As written in the code. A path that the code composes from `__dirname` begins with `./` or `../`. */
  readonly specifier: string;
  readonly kind: ImportKind;
  /** Whether the import stands in a function, and so runs only when something calls the function. */
  readonly isDeferred: boolean;
  /** Whether code composes the specifier, and only its start is constant. */
  readonly isPrefix: boolean;
}

/** The imports of one script. */
export interface ScriptImports {
  readonly imports: readonly ScriptImport[];
  /** Whether it imports modules whose names it computes. */
  readonly isOpen: boolean;
  /** Texts in quotes that may be paths, or patterns of paths. */
  readonly paths: ReadonlySet<string>;
  /** Texts in quotes that may be specifiers of packages. The caller knows which packages exist. */
  readonly words: ReadonlySet<string>;
}

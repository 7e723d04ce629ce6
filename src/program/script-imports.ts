/**
 * How code names a module: `require` and `import` resolve by different conditions; `path` is a path that code composes, for example
 * for a worker, and may load.
 */
export type ImportKind = 'require' | 'import' | 'path';

/** An import of a script whose specifier, or the start of it, is constant. */
export interface ScriptImport {
  /** As in the code; `./` and `../` are relative to the file, also where the code composes a path of `__dirname`. */
  readonly specifier: string;
  readonly kind: ImportKind;
  /** Whether the code that imports is in a function: it runs when something calls that function. */
  readonly isDeferred: boolean;
  /** Whether the specifier is only the start of what the code composes. */
  readonly isPrefix: boolean;
}

/** The imports of one script. */
export interface ScriptImports {
  readonly imports: readonly ScriptImport[];
  /** Whether it imports modules whose names it computes. */
  readonly isOpen: boolean;
  /** Texts in quotes that may be paths, or patterns of paths. */
  readonly paths: ReadonlySet<string>;
  /** Texts in quotes that may be specifiers of packages. Which of them exist is for the caller to know. */
  readonly words: ReadonlySet<string>;
}

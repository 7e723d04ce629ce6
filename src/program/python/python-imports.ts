import type { EdgeKind } from '../module-graph.js';

/** An import statement, or a call that imports a module by a constant name. */
export interface PythonImport {
  /** Dots before the name: 0 for a name from the search path, 1 for the file's own package, 2 for the one around it. */
  readonly level: number;
  /** `a.b` in parts; none for `from . import x`. */
  readonly parts: readonly string[];
  /** Names that `from … import` takes: submodules, or names that the module defines. */
  readonly names: readonly string[];
  /** Whether it takes all names. */
  readonly isStar: boolean;
  readonly kind: EdgeKind;
}

/** The imports of one script in Python. */
export interface PythonImports {
  readonly imports: readonly PythonImport[];
  /** Constant starts of names that code composes: `sqlalchemy.dialects.`. */
  readonly prefixes: readonly string[];
  /** Whether it imports modules whose names it computes. */
  readonly isOpen: boolean;
  /** Whether it loads modules that other packages announce as entry points. */
  readonly loadsEntryPoints: boolean;
  /** Whether it sets up what a configuration names: handlers of logs. */
  readonly loadsByConfiguration: boolean;
  /** Whether it changes where modules are searched. */
  readonly changesPath: boolean;
  /** Whether it loads data that name the modules they need: pickles. */
  readonly loadsPickles: boolean;
  /** Texts in quotes that may be names of modules, or of folders. */
  readonly words: ReadonlySet<string>;
}

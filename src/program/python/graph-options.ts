import type { PythonModules } from '../../ecosystems/index.js';

export interface PythonGraphOptions {
  readonly modules: PythonModules;
  /** Folders in which modules are searched, in order. */
  readonly roots: readonly string[];
  /** Files that something outside of the tree may start. */
  readonly seeds: readonly string[];
  /** The package of a file; '' for the function's own files. */
  readonly groupOf: (path: string) => string;
  /** Files of each package that Python can import. */
  readonly filesOf: (group: string) => readonly string[];
  /** Modules that packages announce as entry points. */
  readonly entryPoints: readonly string[];
  /** Names in the function's configuration files. */
  readonly configured: readonly string[];
  /** Whether the tree has data that name the modules they need. */
  readonly hasPickles: boolean;
  /** Whether code changes the search path: a module may then be one of its name anywhere in the tree. */
  readonly isPathOpen: boolean;
}

import type { Package } from '../model/index.js';

/** How code of an ecosystem finds packages at run time. */
export interface ImportRules {
  /** Folders of the function's own code that are searched, in order. */
  readonly ownFolders: readonly string[];
  /** Folders below a layer's mount that are searched after these, in order. */
  layerFolders(runtime: string | null): readonly string[];
  /** The folder in which a search finds an installed package by its name; null where none does. */
  folderOf(found: Package): string | null;
  /** Names by which code, and other packages, require a package. */
  namesOf(found: Package): readonly string[];
  /** The package that provides a name which code imports, as far as it is known. */
  packageOf(name: string): string;
  /** Whether a package's code searches the folder around it first, and not one path that all code shares. */
  readonly looksBeside: boolean;
}

/** How a runtime finds the file of a handler. */
export interface HandlerRules {
  isRuntime(runtime: string): boolean;
  /** Whether a handler can name a file, by the file's name. */
  isFile(path: string): boolean;
  /** Paths that a handler can name, without an ending. @param root folder of the function's own code. */
  placesOf(handler: string, root: string, runtime: string | null): readonly string[];
  /** Whether one of the files is what the runtime loads for a path without leading slash; '' is the root. */
  isPlaceOf(files: ReadonlySet<string>, place: string): boolean;
  /** The same at any depth below the root: the working folder of an image is unknown. */
  isPlaceInImage(files: ReadonlySet<string>, place: string): boolean;
  /** Whether the handler may be in any package, whatever its name: where packages are, it is not missing. */
  readonly isInAnyPackage?: boolean;
}

import { searchModule, type PythonModules } from '../../ecosystems/index.js';
import { parentOf } from '../../files/index.js';
import type { PythonImport } from '../../program/index.js';

/** Where modules of a package are searched. */
export interface ModulePlaces {
  readonly modules: PythonModules;
  /** Folders that Python searches. */
  readonly roots: readonly string[];
}

/** What an import statement loads. */
export interface ImportedFiles {
  readonly files: readonly string[];
  /** Folders of packages all of whose names it takes. */
  readonly folders: readonly string[];
}

/** The files of a package that an import statement of one of them loads. */
export function importedFiles(
  path: string,
  { level, parts, names, isStar }: PythonImport,
  { modules, roots }: ModulePlaces,
): ImportedFiles {
  let folder = parentOf(path);
  for (let up = 1; up < level; up += 1) folder = parentOf(folder);
  const folders = level > 0 ? [folder] : new Set([...roots, folder]);
  const search = searchModule(
    parts,
    [...folders].map((each) => ({ modules, folder: each })),
  );
  const inside = names.flatMap((name) => searchModule([name], search.inside).found);
  return {
    files: [...search.found, ...inside].flatMap(({ files }) => [...files]),
    folders: isStar ? search.inside.map((place) => place.folder) : [],
  };
}

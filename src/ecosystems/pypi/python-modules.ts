import { baseOf, below, parentOf } from '../../files/index.js';
import { moduleNameOf } from './python-imports.js';

/** Files that Python can import. Cached code below `__pycache__` counts only beside its source. */
const IMPORTABLE = /\.(?:pyc?|so)$/;
/** The first of several files of one name that Python imports: native code, source, compiled source. */
const ENDINGS = ['.so', '.py', '.pyc'];
const CACHE_FOLDER = '__pycache__';

function endingRank(path: string): number {
  return ENDINGS.findIndex((ending) => path.endsWith(ending));
}

/** The modules of a tree, by their paths without ending. https://docs.python.org/3/reference/import.html */
export class PythonModules {
  private readonly byPlace = new Map<string, string[]>();
  private readonly folders = new Set<string>(['']);
  private placesByName: Map<string, string[]> | undefined;

  /** @param paths all files of the tree that Python can import. */
  constructor(paths: Iterable<string>) {
    for (const path of paths) if (IMPORTABLE.test(path)) this.add(path);
    for (const files of this.byPlace.values())
      if (files.length > 1) files.sort((a, b) => endingRank(a) - endingRank(b));
  }

  private add(path: string): void {
    const folder = parentOf(path);
    if (baseOf(folder) === CACHE_FOLDER) return;
    const name = moduleNameOf(path);
    const place = name === '__init__' ? folder : below(folder, name);
    const files = this.byPlace.get(place);
    if (!files) this.byPlace.set(place, [path]);
    else files.push(path);
    for (let at = folder; at !== '' && !this.folders.has(at); at = parentOf(at)) this.folders.add(at);
  }

  /** Files of a module: the one that Python imports comes first. A package wins over a file of its name. */
  filesAt(place: string): readonly string[] {
    const files = this.byPlace.get(place) ?? [];
    const isPackage = (path: string): boolean => parentOf(path) === place;
    return files.some(isPackage)
      ? [...files.filter(isPackage), ...files.filter((path) => !isPackage(path))]
      : files;
  }

  /** Whether a folder has code somewhere below: without `__init__` it is part of a namespace package. */
  isFolder(place: string): boolean {
    return this.folders.has(place);
  }

  /** Places of all modules and packages of a name, wherever they are. */
  placesOf(name: string): readonly string[] {
    this.placesByName ??= this.indexNames();
    return this.placesByName.get(name) ?? [];
  }

  private indexNames(): Map<string, string[]> {
    const names = new Map<string, string[]>();
    for (const place of new Set([...this.byPlace.keys(), ...this.folders])) {
      const places = names.get(baseOf(place));
      if (places) places.push(place);
      else names.set(baseOf(place), [place]);
    }
    return names;
  }

  /** Places of all modules below a folder, itself included. */
  *placesBelow(folder: string): Generator<string> {
    const start = folder === '' ? '' : `${folder}/`;
    for (const place of this.byPlace.keys()) if (place === folder || place.startsWith(start)) yield place;
  }

  /** Places of the modules and packages right in a folder. */
  *placesIn(folder: string): Generator<string> {
    for (const place of this.byPlace.keys()) if (place !== '' && parentOf(place) === folder) yield place;
  }
}

/** A folder in which modules are searched. */
export interface SearchPlace {
  readonly modules: PythonModules;
  readonly folder: string;
}

/** A module, or the part of a module's name, that a search finds. */
export interface FoundModule {
  readonly place: SearchPlace;
  /** The file that Python imports, then others of the name. Empty for a namespace package. */
  readonly files: readonly string[];
}

export interface ModuleSearch {
  /** A module for each part of the name that was found, the outermost first. */
  readonly found: readonly FoundModule[];
  /** Modules of the same names that come later in the search: Python does not import them. */
  readonly shadowed: readonly FoundModule[];
  /** Whether all parts of the name were found. */
  readonly isWhole: boolean;
  /** Where submodules of the last part are searched. */
  readonly inside: readonly SearchPlace[];
}

/** Searches a module by its name, in places in order. Parts of namespace packages are found in several of them. */
export function searchModule(parts: readonly string[], places: readonly SearchPlace[]): ModuleSearch {
  const found: FoundModule[] = [];
  const shadowed: FoundModule[] = [];
  let inside = places;
  for (const part of parts) {
    const next = inside.map(({ modules, folder }) => ({ modules, folder: below(folder, part) }));
    const withFiles = next
      .map((place): FoundModule => ({ place, files: place.modules.filesAt(place.folder) }))
      .filter(({ files }) => files.length > 0);
    const [first, ...others] = withFiles;
    const folders = next.filter(({ modules, folder }) => modules.isFolder(folder));
    shadowed.push(...others);
    if (first) {
      found.push(first);
      const isPackage = first.files.some((path) => parentOf(path) === first.place.folder);
      inside = isPackage ? [first.place] : [];
    } else if (folders.length > 0) {
      found.push(...folders.map((place) => ({ place, files: [] })));
      inside = folders;
    } else return { found, shadowed, isWhole: false, inside };
  }
  return { found, shadowed, isWhole: true, inside };
}

import { baseOf, below, parentOf, type FileTree } from '../../files/index.js';
import { METADATA_NAME, moduleNameOf, normaliseName, pypi } from '../../ecosystems/index.js';
import type { Distribution } from './distribution.js';
import type { FileOwners } from './file-owners.js';
import { PYTHON_CODE } from './python-files.js';

/** Stands for a folder that has files of several packages, or code of no package. */
const MIXED = -1;

/** The package that has all files below a folder, else `MIXED`. Data of no package belongs to the package around it. */
function folderOwners(
  tree: FileTree,
  owners: FileOwners,
  sites: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const folders = new Map<string, number>([...sites].map((site) => [site, MIXED]));
  for (const path of tree.files.keys()) {
    const owner = owners.get(path) ?? (PYTHON_CODE.test(path) ? MIXED : undefined);
    if (owner === undefined) continue;
    for (let folder = parentOf(path); ; folder = parentOf(folder)) {
      const known = folders.get(folder);
      if (known === owner || known === MIXED) break;
      folders.set(folder, known === undefined ? owner : MIXED);
      if (folder === '') break;
    }
  }
  return folders;
}

/** Folders above a folder, itself included, are `MIXED`. */
function spreadMixed(folders: ReadonlyMap<string, number>): ReadonlySet<string> {
  const mixed = new Set(['']);
  for (const [folder, owner] of folders) {
    if (owner !== MIXED) continue;
    for (let at = folder; !mixed.has(at); at = parentOf(at)) mixed.add(at);
  }
  return mixed;
}

/** The topmost folder that is one package's alone, or the file itself. */
function placeOf(path: string, mixed: ReadonlySet<string>): string {
  let place = path;
  for (let folder = parentOf(path); !mixed.has(folder); folder = parentOf(folder)) place = folder;
  return place;
}

/** A package whose files are known. */
export interface PlacedPackage {
  readonly name: string;
  /** The folder that its modules are in. */
  readonly site: string;
  /** Path of its metadata; null without any. */
  readonly metadata: string | null;
}

/** The folder of modules that has the package's name first, its metadata last: see `folderOf` of the ecosystem. */
function inOrder(places: Iterable<string>, { name, site, metadata }: PlacedPackage): string[] {
  const own = normaliseName(pypi.name, name).replaceAll('-', '_');
  const rank = (place: string): number => {
    if (place === metadata) return 4;
    if (METADATA_NAME.test(baseOf(place))) return 3;
    if (parentOf(place) !== site) return 2;
    return moduleNameOf(place).toLowerCase() === own ? 0 : 1;
  };
  return [...places].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** For each package that another one carries, which one: the other one lists its metadata among its files. */
export function carriersOf(distributions: readonly Distribution[]): ReadonlyMap<number, number> {
  const metadata = new Map<string, number[]>();
  const add = (path: string, index: number): void => {
    metadata.set(path, [...(metadata.get(path) ?? []), index]);
  };
  for (const [index, { folder }] of distributions.entries()) {
    for (const file of folder.files) add(below(folder.path, file), index);
    // Lists name an archive, not what is in it.
    const [archive = '', ...inside] = folder.path.split('!/');
    if (inside.length > 0) add(archive, index);
  }
  const depthOf = (index: number): number => distributions[index]?.folder.site.length ?? 0;
  const carriedBy = (index: number): readonly (readonly [number, number])[] =>
    [...(distributions[index]?.recorded?.keys() ?? [])].flatMap((path) => {
      const carried = (metadata.get(path) ?? []).filter((each) => depthOf(each) > depthOf(index));
      return carried.map((each) => [each, index] as const);
    });
  return new Map([...distributions.keys()].flatMap(carriedBy));
}

type Carriers = ReadonlyMap<number, number>;

function withPlaces(
  tree: FileTree,
  packages: readonly PlacedPackage[],
  { owners, isWanted }: { readonly owners: FileOwners; readonly isWanted: (index: number) => boolean },
): ReadonlyMap<number, Set<string>> {
  const wanted = [...packages.entries()].filter(([index]) => isWanted(index));
  const sites = new Set(wanted.map(([, { site }]) => site));
  const mixed = spreadMixed(folderOwners(tree, owners, sites));
  const places = new Map(
    wanted.map(([index, { metadata }]) => [index, new Set(metadata === null ? [] : [metadata])]),
  );
  for (const [path, owner] of owners) if (tree.files.has(path)) places.get(owner)?.add(placeOf(path, mixed));
  return places;
}

/**
 * Folders and files of each package: as few as hold all of its files. A folder that holds copies of other packages is the place of
 * the package that carries them, and the copies have their own places in it.
 */
export function placesOf(
  tree: FileTree,
  packages: readonly PlacedPackage[],
  { owners, carriers }: { readonly owners: FileOwners; readonly carriers: Carriers },
): string[][] {
  const joined = new Map([...owners].map(([path, owner]) => [path, carriers.get(owner) ?? owner]));
  const own = withPlaces(tree, packages, { owners: joined, isWanted: (index) => !carriers.has(index) });
  const isCarried = (index: number): boolean => carriers.has(index);
  const carried = carriers.size === 0 ? own : withPlaces(tree, packages, { owners, isWanted: isCarried });
  return packages.map((each, index) => inOrder(own.get(index) ?? carried.get(index) ?? [], each));
}

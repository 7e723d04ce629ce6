import { packagist } from '../../ecosystems/index.js';
import { limitOf, linkTarget, parentOf, type FileTree } from '../../files/index.js';
import type { ApplicationRoot, Package } from '../../model/index.js';
import { packageRow } from '../package-row.js';
import type { InstalledPackage } from './installed-list.js';

/** A list of installed packages. */
export interface InstalledList {
  /** The file that the list is in: `vendor/composer/installed.json`. */
  readonly path: string;
  readonly packages: readonly InstalledPackage[];
  /** Names that the manifest of the application requires, in lower case; null without one. */
  readonly direct: ReadonlySet<string> | null;
}

/** The folder that Composer installs into. */
export function vendorFolder(path: string): string {
  return parentOf(parentOf(path));
}

export function rootIdOf(folder: string): string {
  return `packagist:${folder}`;
}

export function rootOf(folder: string): ApplicationRoot {
  return { id: rootIdOf(folder), path: folder, name: null, manager: 'composer' };
}

function idOf(path: string, name: string): string {
  return `packagist:${path}#${name.toLowerCase()}`;
}

/** Ids of the packages that a name means: the package itself, else those that stand for it. */
function targetsIn({ path, packages }: InstalledList): (name: string) => readonly string[] {
  const own = new Map(packages.map(({ name }) => [name.toLowerCase(), [idOf(path, name)]]));
  const others = new Map<string, string[]>();
  for (const { name, standsFor } of packages)
    for (const each of standsFor) {
      const known = others.get(each);
      if (known) known.push(idOf(path, name));
      else others.set(each, [idOf(path, name)]);
    }
  let left = limitOf('dependency-edges');
  return (name) => {
    const found = own.get(name) ?? others.get(name) ?? [];
    left -= found.length;
    return left < 0 ? [] : found;
  };
}

/** Where the files of a package are; null where it has none, or where the path leads out of the artifact. */
function placeOf({ installPath }: InstalledPackage, path: string): string | null {
  return installPath === null ? null : (linkTarget(path, installPath, false) ?? null);
}

/** @param folders all folders of the tree that have files. */
function rowOf(found: InstalledPackage, list: InstalledList, folders: ReadonlySet<string>): Package {
  const { path, direct } = list;
  const { name, version, branch, isLocal, licenses, installPath } = found;
  const place = placeOf(found, path);
  const isThere = place !== null && place !== '' && folders.has(place);
  return packageRow(packagist, {
    id: idOf(path, name),
    name,
    version,
    presence: isThere || installPath === null ? 'installed' : 'declared',
    root: rootIdOf(vendorFolder(path)),
    direct: direct && direct.has(name.toLowerCase()),
    origin: isLocal ? 'private' : 'unknown',
    places: isThere ? [place] : [path],
    licenses,
    evidence: { method: 'manifest', path, detail: branch },
  });
}

/** Every folder with a file in it or below it. */
export function foldersIn(tree: FileTree): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of tree.files.keys())
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  return folders;
}

/** Rows of a list, each package once. */
export function packageRows(list: InstalledList, folders: ReadonlySet<string>): Package[] {
  const once = new Map(list.packages.map((found) => [found.name.toLowerCase(), found]));
  const targets = targetsIn(list);
  return [...once.values()].map((found) => {
    const row = rowOf(found, list, folders);
    const needed = new Set(found.requires.flatMap((name) => targets(name)));
    return { ...row, dependencies: [...needed].filter((id) => id !== row.id) };
  });
}

import { isPopularName, pypi } from '../../ecosystems/index.js';
import { parentOf } from '../../files/index.js';
import { PackageOwners, type Inventory, type Package } from '../../model/index.js';

/** Tells which package of Python brought a file. */
export interface PythonOwners {
  ownerOf(path: string): Package | null;
  /** Whether packages lie beside a file that no package lists. */
  isStray(path: string): boolean;
}

/** The folder that holds a package: beside its metadata, which stands last among its places. */
export function siteOf({ locations }: Package): string {
  return parentOf(locations.at(-1)?.path ?? '');
}

export function pythonOwners({ packages }: Inventory): PythonOwners {
  const ours = packages.filter(({ ecosystem }) => ecosystem === pypi.name);
  const owners = new PackageOwners(ours);
  const sites = new Set(
    ours.filter(({ evidence }) => evidence[0]?.method === 'dist-info').map((found) => siteOf(found)),
  );
  const ownerOf = (path: string): Package | null => ours[owners.ownerOf(path) ?? -1] ?? null;
  return { ownerOf, isStray: (path) => ownerOf(path) === null && sites.has(parentOf(path)) };
}

export function isPopular({ name }: Package): boolean {
  return isPopularName(pypi.name, name);
}

/** ` (of NAME VERSION)`, for titles; nothing where no package is known. */
export function ofPackage(owner: Package | null): string {
  if (owner === null) return '';
  return owner.version === null ? ` (of ${owner.name})` : ` (of ${owner.name} ${owner.version})`;
}

import { nuget } from '../../ecosystems/index.js';
import { parentOf } from '../../files/index.js';
import type { ApplicationRoot, Package } from '../../model/index.js';
import { packageRow, type KnownPackage } from '../package-row.js';
import type { ListedLibrary } from './deps-list.js';

/** Characters of a library's kind that the evidence shows. */
const SHOWN_CHARACTERS = 80;

/** A list of libraries: `NAME.deps.json`, or the program that holds it. */
export interface DepsList {
  readonly path: string;
  readonly libraries: readonly ListedLibrary[];
}

export function rootIdOf(path: string): string {
  return `nuget:${path}`;
}

function idOf(path: string, key: string): string {
  return `${rootIdOf(path)}#${key}`;
}

/** The application's own projects are no packages. */
export function isProject({ type }: ListedLibrary): boolean {
  return type === 'project';
}

/** Where a library of a list is, and as what. */
export type PlacesOf = (library: ListedLibrary) => Pick<KnownPackage, 'places' | 'presence'>;

/** The rows of a list, without the application's own projects. */
export function rowsOf({ path, libraries }: DepsList, placesOfLibrary: PlacesOf): Package[] {
  const packages = libraries.filter((library) => !isProject(library));
  const keys = new Set(packages.map(({ key }) => key));
  const direct = new Set(libraries.filter(isProject).flatMap(({ needs }) => needs));
  return packages.map((library) => {
    const { key, name, version, type, needs } = library;
    const isPublished = type === 'package' || type === 'runtimepack';
    return packageRow(nuget, {
      id: idOf(path, key),
      name,
      version: nuget.versions.isValid(version) ? version : null,
      ...placesOfLibrary(library),
      root: rootIdOf(path),
      direct: direct.size === 0 ? null : direct.has(key),
      origin: isPublished ? 'unknown' : 'private',
      dependencies: [...new Set(needs)]
        .filter((each) => keys.has(each) && each !== key)
        .map((each) => idOf(path, each)),
      evidence: {
        method: 'manifest',
        path,
        detail: type === 'package' ? null : type.slice(0, SHOWN_CHARACTERS),
      },
    });
  });
}

export function rootOf({ path }: Pick<DepsList, 'path'>): ApplicationRoot {
  return { id: rootIdOf(path), path: parentOf(path), name: null, manager: 'dotnet' };
}

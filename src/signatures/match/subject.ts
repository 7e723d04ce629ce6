import type { FileEntry } from '../../files/index.js';
import { PackageOwners, type Package, groupBy } from '../../model/index.js';

/** The unit that rules apply to: a package, or the application's own files. */
export interface Subject {
  /** Null for the application. */
  readonly package: Package | null;
  /** Folder in the tree; '' for the application. */
  readonly folder: string;
  readonly files: readonly FileEntry[];
}

/** Path of a file inside its subject. */
export function pathInSubject({ folder }: Subject, path: string): string {
  return folder === '' ? path : path.slice(folder.length + 1);
}

/** Splits a tree's files among the packages that own them; the rest are the application's. */
export function subjectsOf(files: Iterable<FileEntry>, packages: readonly Package[]): readonly Subject[] {
  const owners = new PackageOwners(packages);
  const byOwner = groupBy(files, ({ path }) => [owners.ownerOf(path)]);
  return [...byOwner].map(([owner, owned]) => {
    const found = owner === undefined ? undefined : packages[owner];
    return { package: found ?? null, folder: found?.locations[0]?.path ?? '', files: owned };
  });
}

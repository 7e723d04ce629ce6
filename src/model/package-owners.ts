import type { Package } from './package.js';

/** Presences whose location is a folder or file of their own. */
const WITH_FILES = new Set(['installed', 'vendored']);

/** Finds the package that a file belongs to: the one with the nearest folder above it (or the file itself). */
export class PackageOwners {
  private readonly byFolder = new Map<string, number>();
  private readonly known = new Map<string, number | undefined>();

  /** @param packages indexes into this list are what `ownerOf` returns. */
  constructor(packages: readonly Package[]) {
    for (const [index, { presence, locations, system }] of packages.entries()) {
      // A list of a system's packages is none of their files.
      if (system || !WITH_FILES.has(presence)) continue;
      // Part of a file is inside another package's file.
      for (const { path, ranges } of locations) if (!ranges) this.byFolder.set(path, index);
    }
  }

  /** Index of the package that owns a file, undefined when none does. */
  ownerOf(path: string): number | undefined {
    return this.byFolder.get(path) ?? this.ownerOfFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  }

  private ownerOfFolder(folder: string): number | undefined {
    if (this.known.has(folder)) return this.known.get(folder);
    // What is in an archive that is a package, is the package's.
    const own = this.byFolder.get(folder) ?? this.byFolder.get(folder.replace(/!$/, ''));
    const owner =
      own ??
      (folder === '' ? undefined : this.ownerOfFolder(folder.slice(0, Math.max(0, folder.lastIndexOf('/')))));
    this.known.set(folder, owner);
    return owner;
  }
}

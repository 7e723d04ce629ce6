import { npm } from '../../ecosystems/index.js';
import type { FileEntry, FileTree } from '../../files/index.js';
import { PackageOwners, type Package } from '../../model/index.js';

/** An installed package with the files that came with it. */
export interface InstalledPackage {
  readonly package: Package;
  readonly folder: string;
  /** By path below its folder. */
  readonly files: ReadonlyMap<string, FileEntry>;
}

/** The package whose tarball brought this one: itself, or the one that it is bundled in. */
function carrierOf(found: Package, byId: ReadonlyMap<string, Package>): Package {
  let carrier = found;
  for (let depth = 0; carrier.vendoredIn !== null && depth < byId.size; depth += 1) {
    const next = byId.get(carrier.vendoredIn);
    if (!next) break;
    carrier = next;
  }
  return carrier;
}

/** Packages that came from a registry as a tarball of their own. */
export function installedPackages(tree: FileTree, packages: readonly Package[]): readonly InstalledPackage[] {
  const owners = new PackageOwners(packages);
  const byId = new Map(packages.map((one) => [one.id, one]));
  const files = new Map<Package, Map<string, FileEntry>>();
  for (const file of tree.files.values()) {
    const owner = packages[owners.ownerOf(file.path) ?? -1];
    if (!owner) continue;
    const carrier = carrierOf(owner, byId);
    const folder = carrier.locations[0]?.path ?? '';
    const own = files.get(carrier) ?? new Map<string, FileEntry>();
    files.set(carrier, own);
    if (file.path.startsWith(`${folder}/`)) own.set(file.path.slice(folder.length + 1), file);
  }
  return [...files]
    .filter(([one]) => one.ecosystem === npm.name && one.presence === 'installed')
    .map(([one, own]) => ({ package: one, folder: one.locations[0]?.path ?? '', files: own }));
}

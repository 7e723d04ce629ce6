import type { FingerprintSource } from '../recognition/index.js';
import type { FileTree } from '../files/index.js';
import { PackageOwners, type Inventory, type Package } from '../model/index.js';

/** Copies with the bytes of their files. What they hold is looked at as the application's: their manifests alone say whose it is. */
function withBytes(
  tree: FileTree,
  copies: readonly Package[],
  packages: readonly Package[],
): readonly Package[] {
  const owners = new PackageOwners([...copies, ...packages]);
  const bytes = copies.map(() => 0);
  for (const { path, size } of tree.files.values()) {
    const owner = owners.ownerOf(path);
    if (owner !== undefined && owner < bytes.length) bytes[owner] = (bytes[owner] ?? 0) + size;
  }
  return copies.map((copy, at) => ({ ...copy, bytes: bytes[at] ?? 0 }));
}

/**
 * Tells folders whose manifest names a package of the index from those that it does not know.
 * @param copies see `Inventory`; `packages` all others.
 */
export async function indexedCopies(
  tree: FileTree,
  { copies, packages }: Pick<Inventory, 'copies' | 'packages'>,
  fingerprints: FingerprintSource,
): Promise<Pick<Inventory, 'copies' | 'packages'>> {
  if (copies.length === 0) return { copies, packages };
  const index = await fingerprints();
  const names = new Set(index?.packages.map(({ name }) => name));
  const counted = withBytes(tree, copies, packages);
  return {
    packages: [...packages, ...counted.filter(({ name }) => names.has(name))],
    copies: counted.filter(({ name }) => !names.has(name)),
  };
}

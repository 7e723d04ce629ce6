import type { FingerprintSource } from '../recognition/index.js';
import type { FileTree } from '../files/index.js';
import { PackageOwners, type Inventory, type Package } from '../model/index.js';

/** Copies with the bytes of their files. Their content counts as the application's, because only their manifests name an owner. */
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
 * Separates folders whose manifest names a package of the index from all others.
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

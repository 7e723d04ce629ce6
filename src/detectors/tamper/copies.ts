import { baseOf, type FileTree } from '../../files/index.js';
import { PackageOwners, type Package, groupBy } from '../../model/index.js';

/**
 * Whether a file is identical to one of another package in the tree: install scripts copy a program from the package
 * of this platform over a stand-in (esbuild), and that package is compared separately.
 */
export function copyFinder(
  tree: FileTree,
  packages: readonly Package[],
): (path: string, bytes: Uint8Array) => Promise<boolean> {
  const owners = new PackageOwners(packages);
  const bySize = groupBy(tree.files.values(), ({ path, size }) => [`${size} ${baseOf(path)}`]);
  return async (path, bytes) => {
    const owner = owners.ownerOf(path);
    for (const { path: other } of bySize.get(`${bytes.length} ${baseOf(path)}`) ?? []) {
      const otherOwner = owners.ownerOf(other);
      if (otherOwner === owner || otherOwner === undefined) continue;
      const read = await tree.read(other);
      if (read.bytes && Buffer.compare(read.bytes, bytes) === 0) return true;
    }
    return false;
  };
}

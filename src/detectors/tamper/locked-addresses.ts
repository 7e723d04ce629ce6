import { limitOf, type FileTree } from '../../files/index.js';

const LOCKFILE = /(?:^|\/)(?:\.?package-lock\.json|npm-shrinkwrap\.json|yarn\.lock)$/;
/** A tarball's address as npm's and Yarn's lockfiles write it; Yarn adds `#sha1`. */
const ADDRESS = /https?:\/\/[^\s"'#?]{1,500}\.tgz/g;

/** Tarball addresses that an artifact's lockfiles name. */
export async function lockedAddresses(tree: FileTree): Promise<ReadonlySet<string>> {
  const lockfiles = [...tree.files.values()].filter(
    ({ path, size }) => size <= limitOf('locked-addresses') && LOCKFILE.test(path),
  );
  const addresses = new Set<string>();
  for await (const { bytes } of tree.readMany(lockfiles.map(({ path }) => path))) {
    const text = new TextDecoder().decode(bytes);
    for (const [address] of text.matchAll(ADDRESS)) addresses.add(address);
  }
  return addresses;
}

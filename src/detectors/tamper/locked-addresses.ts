import { limitOf, type FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';

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

/** `@scope/name/-/name-1.0.0.tgz` at the end of a tarball's address. */
const RELEASE = /(?:@[^/]+\/)?[^/]+\/-\/[^/]+$/;

/**
 * Whether a lockfile names a release's tarball at a registry. Such a package is not private, whatever its manifest
 * has now: an edit may have added `private`.
 */
export function lockedReleases(
  addresses: ReadonlySet<string>,
): (found: Pick<Package, 'name' | 'version'>) => boolean {
  const releases = new Set([...addresses].map((address) => RELEASE.exec(address)?.[0]));
  return ({ name, version }) =>
    version !== null && releases.has(`${name}/-/${name.slice(name.lastIndexOf('/') + 1)}-${version}.tgz`);
}

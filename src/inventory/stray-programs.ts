import type { FileTree } from '../files/index.js';
import { PackageOwners, type Package } from '../model/index.js';
import { ownCode, type OwnCode } from '../program/index.js';

/** In a folder with a dot (`.bin`, `.prisma`, `.cache`), tools keep copies of programs that packages brought. */
const IN_MODULES = /(?:^|\/)node_modules\/(?!\.)/;

/**
 * Adds machine code that lies in `node_modules` and in no package: nothing else tells of it. A program of a package is the package's.
 * @param packages those that own files.
 */
export async function withStrayPrograms(
  own: OwnCode,
  tree: FileTree,
  packages: readonly Package[],
): Promise<OwnCode> {
  const owners = new PackageOwners(packages);
  const isStray = ({ path }: { readonly path: string }): boolean =>
    IN_MODULES.test(path) && owners.ownerOf(path) === undefined;
  const { compiled, programs } = await ownCode(tree, isStray);
  return {
    ...own,
    compiled: new Set([...own.compiled, ...compiled]),
    programs: new Set([...own.programs, ...programs]),
  };
}

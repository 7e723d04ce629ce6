import { isInPackageFolder } from '../ecosystems/index.js';
import type { FileTree } from '../files/index.js';

/**
 * Returns a function that decides whether an installed package owns a file: a folder above it, below `node_modules`,
 * has a manifest.
 */
export function packageFiles({ files }: Pick<FileTree, 'files'>): (path: string) => boolean {
  const known = new Map<string, boolean>();
  function isOwned(path: string): boolean {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (!isInPackageFolder(folder)) return false;
    const owned = known.get(folder) ?? (files.has(`${folder}/package.json`) || isOwned(folder));
    known.set(folder, owned);
    return owned;
  }
  return isOwned;
}

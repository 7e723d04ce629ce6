import { isInPackageFolder, isLibraryClass } from '../ecosystems/index.js';
import type { FileTree } from '../files/index.js';

/** `python/botocore` of `python/botocore-1.2.dist-info/RECORD`: the metadata of a package of Python stands beside its modules. */
const METADATA = /^((?:[^/]+\/)*[^/-]+)-[^/]*\.dist-info\/RECORD$/;

function modulesWithMetadata(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    const [, folder] = path.endsWith('/RECORD') ? (METADATA.exec(path) ?? []) : [];
    if (folder !== undefined) folders.add(folder);
  }
  return folders;
}

/**
 * Returns a function that decides whether an installed package owns a file: a folder above it has a manifest and is below
 * `node_modules`, or has the metadata of a package of Python beside it, or it is a class in the jar of a library.
 * @param archive the archive inside an artifact that the tree is of; '' for the artifact itself.
 */
export function packageFiles({ files }: Pick<FileTree, 'files'>, archive = ''): (path: string) => boolean {
  const known = new Map<string, boolean>();
  const modules = modulesWithMetadata(files.keys());
  function isOwned(path: string): boolean {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (folder === '' || (modules.size === 0 && !isInPackageFolder(folder))) return false;
    const isManifested = (): boolean => isInPackageFolder(folder) && files.has(`${folder}/package.json`);
    const owned = known.get(folder) ?? (modules.has(folder) || isManifested() || isOwned(folder));
    known.set(folder, owned);
    return owned;
  }
  const isInside = (path: string): boolean =>
    archive !== '' && isLibraryClass(`${archive}!/${path}`, files.get(path)?.size ?? Infinity);
  return (path) => isInside(path) || isOwned(path);
}

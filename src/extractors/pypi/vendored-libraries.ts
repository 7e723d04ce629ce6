import { normaliseName, pypi } from '../../ecosystems/index.js';
import { baseOf, parentOf, type FileTree } from '../../files/index.js';
import type { FileOwners } from './file-owners.js';

/** Shared libraries that a wheel brought along. */
export interface VendoredLibraries {
  /** The package, by the folder's name. */
  readonly name: string;
  readonly site: string;
  readonly files: readonly string[];
}

const FOLDER = /^([A-Za-z\d](?:[\w.]*[A-Za-z\d])?)\.libs$/;
/** Builds put the start of the content's hash into the name: `libfoo-0a1b2c3d.so.1`. https://github.com/pypa/auditwheel */
const LIBRARY = /^lib[^/]*-[\da-f]{8}[^/]*\.so(?:\.\d+)*$/;

/** Folders `package.libs` whose package has no metadata. Tools that build wheels name them by the package. */
export function vendoredLibraries(tree: FileTree, owners: FileOwners): VendoredLibraries[] {
  const folders = new Map<string, string[]>();
  for (const path of tree.files.keys()) {
    const folder = parentOf(path);
    if (!folder.endsWith('.libs') || owners.has(path) || !LIBRARY.test(baseOf(path))) continue;
    const files = folders.get(folder);
    if (files) files.push(path);
    else folders.set(folder, [path]);
  }
  return [...folders].flatMap(([folder, files]) => {
    const [, name] = FOLDER.exec(baseOf(folder)) ?? [];
    return name === undefined
      ? []
      : [{ name: normaliseName(pypi.name, name), site: parentOf(folder), files }];
  });
}

import { npm } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { ApplicationRoot, Inventory, Package } from '../../model/index.js';
import { readManifest, specOf } from './manifest.js';

/** A range or a tag: the package in the folder must have the folder's name. Aliases, paths and addresses may bring another one. */
function isPlain(spec: string): boolean {
  return !/[:/]/.test(spec);
}

function inFolder(folder: string): string {
  return folder === '' ? 'package.json' : `${folder}/package.json`;
}

/** Manifests of all possible dependents. */
function dependentsOf(found: Package, { packages, roots }: Inventory): string[] {
  const dependents = packages.filter(({ dependencies }) => dependencies.includes(found.id));
  const own = roots.filter(({ id }: ApplicationRoot) => id === found.root);
  return [
    ...own.map(({ path }) => inFolder(path)),
    ...dependents.flatMap(({ locations }) => (locations[0] ? [inFolder(locations[0].path)] : [])),
  ];
}

/** Whether a dependent requires this package under its folder's name. */
async function isAskedFor(found: Package, inventory: Inventory, tree: FileTree): Promise<boolean> {
  if (found.evidence.some(({ method }) => method === 'lockfile')) return true;
  for (const path of dependentsOf(found, inventory)) {
    const manifest = await readManifest(tree, path);
    const spec = manifest && specOf(found.alias ?? '', manifest);
    if (spec !== null && !isPlain(spec)) return true;
  }
  return false;
}

/** Installed packages whose folder differs from their manifest's name, without a dependent that declares the alias. */
export async function unexplainedFolders(inventory: Inventory, tree: FileTree): Promise<readonly Package[]> {
  const unexplained: Package[] = [];
  for (const found of inventory.packages) {
    if (found.alias === null || found.presence !== 'installed' || found.ecosystem !== npm.name) continue;
    if (!(await isAskedFor(found, inventory, tree))) unexplained.push(found);
  }
  return unexplained;
}

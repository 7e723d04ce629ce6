import { baseOf, parentOf, type FileTree } from '../../files/index.js';
import type { MetadataFolder } from './distribution.js';

/** Names of folders of metadata. */
const FOLDER = /\.(?:dist|egg)-info$|^EGG-INFO$/i;
/** A single file instead of a folder. */
const FILE = /\.egg-info$/i;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;

/** `Foo_Bar-1.2.dist-info`, `Foo-1.2-py3.9.egg-info` */
function namedBy(folder: string): MetadataFolder['named'] {
  const base = folder
    .replace(/\.(?:dist-info|egg-info|egg)!?$/i, '')
    .replace(/-py\d[\d.]*(?:-[\w.-]+)?$/, '');
  const dash = base.indexOf('-');
  if (dash <= 0) return { name: base, version: null };
  return { name: base.slice(0, dash), version: base.slice(dash + 1) || null };
}

function folderAt(path: string): Omit<MetadataFolder, 'files'> {
  const base = baseOf(path);
  const around = parentOf(path);
  if (/^EGG-INFO$/i.test(base)) return { path, kind: 'egg', site: around, named: namedBy(baseOf(around)) };
  const kind = /dist-info$/i.test(base) ? 'dist-info' : 'egg-info';
  return { path, kind, site: around, named: namedBy(base) };
}

/** Finds the metadata of packages in a tree, by the names of folders and files. */
export function locateMetadata(tree: FileTree): MetadataFolder[] {
  const found = new Map<string, Set<string>>();
  for (const path of tree.files.keys()) {
    if (!/-info/i.test(path) || IN_NODE_MODULES.test(path)) continue;
    const around = parentOf(path);
    const isInside = FOLDER.test(baseOf(around));
    if (!isInside && !FILE.test(path)) continue;
    const folder = isInside ? around : path;
    const files = found.get(folder) ?? new Set();
    if (isInside) files.add(baseOf(path));
    found.set(folder, files);
  }
  return [...found].map(([path, files]) => ({ ...folderAt(path), files }));
}

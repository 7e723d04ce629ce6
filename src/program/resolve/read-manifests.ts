import { baseOf, parentOf, type FileTree } from '../../files/index.js';
import { parseFields, type Fields } from '../../ecosystems/index.js';
import type { Manifests } from './module-resolver.js';

/** Fields that decide what is loaded, and those that name packages. */
const FIELDS = [
  'name',
  'version',
  'main',
  'exports',
  'imports',
  'dependencies',
  'optionalDependencies',
  'peerDependencies',
  'devDependencies',
];

/** All package.json files of a tree that can be read, by their folder. */
export async function readManifests(tree: FileTree): Promise<Manifests> {
  const paths = [...tree.files.keys()].filter((path) => baseOf(path) === 'package.json');
  const manifests = new Map<string, Fields>();
  for await (const { path, bytes } of tree.readMany(paths)) {
    const fields = bytes && parseFields(bytes);
    if (!fields) continue;
    const kept = FIELDS.flatMap((name) =>
      fields[name] === undefined ? [] : [[name, fields[name]] as const],
    );
    manifests.set(parentOf(path), Object.fromEntries(kept));
  }
  return manifests;
}

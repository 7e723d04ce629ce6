import type { FileTree } from '../files/index.js';
import { mayBeScript } from './script-content.js';

/** Files of a tree that cannot be scripts, unless something names them for one: several steps look at the same files. */
const knownData = new WeakMap<FileTree, Set<string>>();

/**
 * Those of some files that can be scripts by their first characters, or that cannot be read.
 * @param isNamed whether something names a file for a script, see `HeadFacts`.
 */
export async function possibleScripts(
  tree: FileTree,
  paths: readonly string[],
  isNamed: (path: string) => boolean = () => false,
): Promise<readonly string[]> {
  const data = knownData.get(tree) ?? new Set();
  knownData.set(tree, data);
  const possible: string[] = [];
  const open = paths.filter((path) => isNamed(path) || !data.has(path));
  for await (const { path, bytes } of tree.readHeads(open)) {
    const facts = { isNamed: isNamed(path), size: tree.files.get(path)?.size ?? Infinity };
    if (!bytes || mayBeScript(bytes, facts)) possible.push(path);
    else data.add(path);
  }
  return possible;
}

import type { FileTree } from '../files/index.js';
import { mayBeScript } from './script-content.js';
import { isShellScript } from './shell-scripts.js';

/** Files of a tree that cannot be scripts unless something refers to them as one. Cached, because several steps check the same files. */
const knownData = new WeakMap<FileTree, Set<string>>();

/**
 * Those of the given files whose first characters may be a script's, of JavaScript or of a shell, or that cannot be read.
 * @param isNamed whether something refers to a file as a script, see `HeadFacts`.
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
    if (!bytes || isShellScript(bytes) || mayBeScript(bytes, facts)) possible.push(path);
    else data.add(path);
  }
  return possible;
}

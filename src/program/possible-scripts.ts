import { isLibraryClass } from '../ecosystems/index.js';
import type { FileTree } from '../files/index.js';
import { mayBeScript, type HeadFacts } from './script-content.js';
import { interpretedAs } from './interpreters.js';

/** Files of a tree that cannot be scripts unless something refers to them as one. Cached, because several steps check the same files. */
const knownData = new WeakMap<FileTree, Set<string>>();

function beginsAsAnyScript(head: Uint8Array, facts: HeadFacts): boolean {
  return interpretedAs(head) !== null || mayBeScript(head, facts);
}

interface HeadQuery {
  /** Whether something refers to a file as a script, see `HeadFacts`. */
  readonly isNamed: (path: string) => boolean;
  /** Receives the first bytes of the files that were read for the first time. */
  readonly onHead: (path: string, head: Uint8Array) => void;
}

const ANY_HEAD: HeadQuery = { isNamed: () => false, onHead: () => {} };

/**
 * Those of the given files whose first characters may be a script's, of JavaScript or of a shell, or that cannot be read.
 * Classes in the jars of libraries are not read: only Java loads them from there.
 */
export async function possibleScripts(
  tree: FileTree,
  paths: readonly string[],
  query: Partial<HeadQuery> = {},
): Promise<readonly string[]> {
  const { isNamed, onHead } = { ...ANY_HEAD, ...query };
  const data = knownData.get(tree) ?? new Set();
  knownData.set(tree, data);
  const possible: string[] = [];
  const sizeOf = (path: string): number => tree.files.get(path)?.size ?? Infinity;
  const isData = (path: string): boolean => data.has(path) || isLibraryClass(path, sizeOf(path));
  const open = paths.filter((path) => isNamed(path) || !isData(path));
  for await (const { path, bytes } of tree.readHeads(open)) {
    if (bytes) onHead(path, bytes);
    const facts = { isNamed: isNamed(path), size: sizeOf(path) };
    if (!bytes || beginsAsAnyScript(bytes, facts)) possible.push(path);
    else data.add(path);
  }
  return possible;
}

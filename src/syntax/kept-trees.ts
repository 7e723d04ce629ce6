import type { Program } from 'acorn';
import type { FileTree } from '../files/index.js';
import { readAtPlaces } from './read-at-places.js';
import { readScript, type Unparsed } from './parse-script.js';

/** Trees of scripts by their text, the oldest first; or why there is none. */
type Trees = Map<string, Program | Unparsed>;

/** Of the artifact that is being analysed; they are dropped with it. */
const keptTrees = new WeakMap<FileTree, Trees>();

/** Texts whose trees are kept beside the newest one, with it, in UTF-16 code units together: of minified code a tree takes some 30 bytes of memory for each. */
const MAX_KEPT = 8 * 1024 * 1024;

/** Drops the oldest trees until the tree of another text can be kept. */
function makeRoom(trees: Trees, { length }: string): void {
  let left = MAX_KEPT - length;
  for (const text of trees.keys()) left -= text.length;
  for (const text of trees.keys()) {
    if (left >= 0) return;
    trees.delete(text);
    left += text.length;
  }
}

/** The syntax tree of a script of an artifact as `readScript` gives it, kept for the next caller. */
export function parseAndKeep(artifact: FileTree, text: string): Program | Unparsed {
  const trees: Trees = keptTrees.get(artifact) ?? new Map();
  keptTrees.set(artifact, trees);
  const known = trees.get(text);
  if (known !== undefined) return known;
  makeRoom(trees, text);
  const program = readScript(text);
  trees.set(text, program);
  return program;
}

/** The same for the last caller: the tree is no longer kept. @param places see `readAtPlaces`; null: the whole tree. */
export function takeTree(
  artifact: FileTree,
  text: string,
  places: readonly number[] | null = null,
): Program | Unparsed {
  const trees = keptTrees.get(artifact);
  const known = trees?.get(text);
  trees?.delete(text);
  return known ?? (places ? readAtPlaces(text, places) : readScript(text));
}

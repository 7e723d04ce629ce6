import type { FileEntry, FileRead, FileTree } from './file-tree.js';
import { handleTree } from './handle-tree.js';
import type { Wanted } from './read-wanted.js';
import { isWithinAny } from './tree-path.js';

/** One tree of an overlay. */
export interface OverlayLayer {
  readonly tree: FileTree;
  /** Folder of the overlay where the tree's root lies: `var/task`, `opt`, '' for the root. */
  readonly at?: string;
  /** Paths of the overlay that go away, with everything below them, before this layer is laid on (whiteouts). */
  readonly removes?: readonly string[];
}

/** A file of a lower layer that the overlay does not show. */
export interface HiddenFile {
  /** Index of the layer it is in. */
  readonly layer: number;
  /** Path in that layer's own tree. */
  readonly path: string;
  /** Index of the layer that replaces or removes it. */
  readonly by: number;
}

export interface Overlay {
  readonly tree: FileTree;
  readonly hidden: readonly HiddenFile[];
}

interface Source {
  readonly layer: number;
  /** Path in the layer's tree. */
  readonly path: string;
}

/** Everything of an overlay so far; `files` and `links` by overlay path. */
interface Stack {
  readonly files: Map<string, FileEntry>;
  readonly links: Map<string, string>;
  readonly sources: Map<string, Source>;
  /** Every folder that has or had something in it. */
  readonly folders: Set<string>;
  readonly hidden: HiddenFile[];
}

function hide(stack: Stack, path: string, by: number): void {
  const source = stack.sources.get(path);
  if (source) stack.hidden.push({ ...source, by });
  stack.sources.delete(path);
  stack.files.delete(path);
  stack.links.delete(path);
}

function remove(stack: Stack, tops: ReadonlySet<string>, by: number): void {
  if (tops.size === 0) return;
  for (const path of [...stack.files.keys(), ...stack.links.keys()]) {
    if (isWithinAny(path, tops)) hide(stack, path, by);
  }
}

function addFolders(folders: Set<string>, path: string): void {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at);
    if (folders.has(folder)) break;
    folders.add(folder);
  }
}

function lay(stack: Stack, layer: OverlayLayer, index: number): void {
  const at = layer.at ?? '';
  const prefix = at ? `${at}/` : '';
  const { files, links } = layer.tree;
  remove(stack, new Set(layer.removes), index);
  // A file or link that replaces a folder removes the folder's content.
  const own = [...files.keys(), ...links.keys()].map((path) => prefix + path);
  remove(stack, new Set(own.filter((path) => stack.folders.has(path))), index);
  for (const path of own) {
    hide(stack, path, index);
    addFolders(stack.folders, path);
  }
  for (const [path, target] of links) stack.links.set(prefix + path, target === '' ? at : prefix + target);
  for (const [path, entry] of files) {
    stack.files.set(prefix + path, { ...entry, path: prefix + path });
    stack.sources.set(prefix + path, { layer: index, path });
  }
}

/** Reads through the layers, all files of one layer together. */
async function* readLayers(
  layers: readonly OverlayLayer[],
  how: 'readMany' | 'readHeads' | 'readTails',
  wanted: readonly Wanted<Source>[],
): AsyncGenerator<FileRead> {
  const byLayer = new Map<number, string[]>();
  for (const { handle } of wanted) {
    const paths = byLayer.get(handle.layer);
    if (paths) paths.push(handle.path);
    else byLayer.set(handle.layer, [handle.path]);
  }
  for (const [index, paths] of byLayer) {
    const layer = layers[index];
    const prefix = layer?.at ? `${layer.at}/` : '';
    for await (const read of layer?.tree[how](paths) ?? []) {
      const path = prefix + read.path;
      yield read.problem ? { path, problem: { ...read.problem, path } } : { path, bytes: read.bytes };
    }
  }
}

/**
 * Lays trees over each other as a runtime mounts them, the later one on top: layers of an image, or function code and
 * Lambda layers.
 */
export function overlay(layers: readonly OverlayLayer[]): Overlay {
  const stack: Stack = {
    files: new Map(),
    links: new Map(),
    sources: new Map(),
    folders: new Set(),
    hidden: [],
  };
  for (const [index, layer] of layers.entries()) lay(stack, layer, index);
  const files = new Map([...stack.files.keys()].sort().map((path) => [path, stack.files.get(path)!]));
  const tree = handleTree<Source>({
    files,
    links: stack.links,
    handleOf: (path) => stack.sources.get(path),
    readWanted: (wanted) => readLayers(layers, 'readMany', wanted),
    readHeads: (wanted) => readLayers(layers, 'readHeads', wanted),
    readTails: (wanted) => readLayers(layers, 'readTails', wanted),
    maxFileBytes: Number.MAX_SAFE_INTEGER,
  });
  return { tree, hidden: stack.hidden };
}

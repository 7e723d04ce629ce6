// https://github.com/opencontainers/image-spec/blob/v1.1.0/layer.md
import {
  overlay,
  safePath,
  treeBuilder,
  type Budget,
  type FileRead,
  type FileTree,
  type Limits,
  type OverlayLayer,
  type ProblemLog,
  type Wanted,
} from '../../files/index.js';
import type { StoredBytes } from '../stored-bytes.js';
import { openTar, readTarFiles } from '../tar/tar-archive.js';
import type { TarEntry } from '../tar/tar-entries.js';
import { treeItems, untilRefused } from '../tar/tar-items.js';
import { hasDigest } from './digest.js';
import type { LayerFile } from './image-parts.js';

/** A layer that is there, with what it must hash to once inflated if nothing else vouches for it. */
export interface StoredLayer extends LayerFile {
  readonly stored: StoredBytes;
  readonly inflatedDigest?: string | undefined;
}

export interface LayerOptions {
  readonly log: ProblemLog;
  readonly limits: Limits;
  readonly budget: Budget;
}

/** Where a file's bytes are. */
interface Place {
  readonly layer: number;
  readonly offset: number;
}

interface Located {
  readonly entry: TarEntry;
  readonly place: Place;
}

/** The layers so far, which the next one may build on. */
interface Stack {
  readonly options: LayerOptions;
  /** The inflated bytes of each layer. */
  readonly opened: StoredBytes[];
  /** Files and links by path, as the last layer that has them says. */
  readonly known: Map<string, Located>;
  retainedBytes: number;
}

/** In front of a name that goes away; in place of a name: all that lower layers have in this folder. */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

const MIB = 1024 * 1024;
const MAX_RETAINED_BYTES = 64 * MIB;
const MAX_RETAINED_BYTES_OF_ALL = 256 * MIB;

/** One pass over each layer that has wanted files. */
async function* readPlaces(stack: Stack, wanted: readonly Wanted<Place>[]): AsyncGenerator<FileRead> {
  const byLayer = new Map<number, Wanted<number>[]>();
  for (const { path, size, handle } of wanted) {
    const group = byLayer.get(handle.layer) ?? [];
    group.push({ path, size, handle: handle.offset });
    byLayer.set(handle.layer, group);
  }
  for (const [layer, group] of byLayer) {
    const opened = stack.opened[layer];
    if (opened) yield* readTarFiles(opened, group);
  }
}

function withoutRoot(name: string): string {
  let start = 0;
  while (name[start] === '/') start += 1;
  return name.slice(start);
}

/** An image's own root is `/`: names that begin with it are as good as without. */
function rooted(entry: TarEntry): TarEntry {
  const linkName = entry.kind === 'hard-link' ? withoutRoot(entry.linkName) : entry.linkName;
  return { ...entry, name: withoutRoot(entry.name) || '.', linkName };
}

/**
 * The path that a whiteout takes away from lower layers, with all below it: one name, or all that a folder had. Undefined
 * for other entries. What a folder replaces without a whiteout stays visible: rather too much is shown than too little.
 */
function removedBy(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  // A bare mark names nothing; at the top it would take everything away.
  if (name === WHITEOUT) return undefined;
  if (name === OPAQUE) return path.slice(0, Math.max(slash, 0));
  return name.startsWith(WHITEOUT) ? path.slice(0, slash + 1) + name.slice(WHITEOUT.length) : undefined;
}

/** Takes the entries of one layer. */
function layerVisitor(stack: Stack, add: (located: Located) => boolean) {
  const { limits } = stack.options;
  const layer = stack.opened.length;
  const own = new Map<string, Located>();
  const removes: string[] = [];

  function locate(entry: TarEntry): Located {
    const target = entry.kind === 'hard-link' ? safePath(entry.linkName || '.', limits).path : undefined;
    // A hard link is its file, or symbolic link, under one more name; the file may be in a lower layer.
    const original = target === undefined ? undefined : (own.get(target) ?? stack.known.get(target));
    if (original) return { entry: { ...original.entry, name: entry.name }, place: original.place };
    return { entry, place: { layer, offset: entry.offset } };
  }

  function visit(raw: TarEntry): boolean {
    const located = locate(rooted(raw));
    const { path } = safePath(located.entry.name, limits);
    const removed = path === undefined ? undefined : removedBy(path);
    if (removed !== undefined) removes.push(removed);
    if (removed !== undefined) return true;
    if (path !== undefined && located.entry.kind !== 'folder') own.set(path, located);
    return add(located);
  }
  return { visit, own, removes };
}

/** Walks one layer into a tree of its own and notes what it takes away. */
async function openLayer(stack: Stack, layer: StoredLayer): Promise<OverlayLayer> {
  const { limits, budget, log } = stack.options;
  const readWanted = (wanted: readonly Wanted<Place>[]) => readPlaces(stack, wanted);
  const builder = treeBuilder<Place>({ limits, budget, log, absoluteRoot: true, readWanted });
  const itemOf = treeItems<Place>();
  const add = untilRefused(({ entry, place }: Located) => builder.add(itemOf(entry, place)));
  const { visit, own, removes } = layerVisitor(stack, add);
  const maxRetainedBytes = Math.min(MAX_RETAINED_BYTES, MAX_RETAINED_BYTES_OF_ALL - stack.retainedBytes);
  const { path, stored } = layer;
  const isVerified = layer.digest !== undefined || layer.inflatedDigest !== undefined;
  const opened = await openTar(stored, { log, limits, budget, maxRetainedBytes, path, isVerified, visit });
  if (opened.direct && opened !== stored) stack.retainedBytes += opened.size;
  stack.opened.push(opened);
  for (const [name, located] of own) stack.known.set(name, located);
  return { tree: builder.finish(), removes };
}

/** Says so if the bytes of a layer are not those that the image names. */
async function verify(
  { log }: LayerOptions,
  path: string,
  found: readonly [StoredBytes, string],
): Promise<void> {
  try {
    if (await hasDigest(...found)) return;
    const message = 'The bytes of the layer do not have the digest in the image.';
    log.add({ code: 'malformed', path, message, affectsCompleteness: true });
  } catch {
    // Opening the layer says what is wrong with its bytes.
  }
}

/** Lays the layers of an image over each other, the lowest first. What is wrong with them goes to the log. */
export async function openLayers(layers: readonly StoredLayer[], options: LayerOptions): Promise<FileTree> {
  const stack: Stack = { options, opened: [], known: new Map(), retainedBytes: 0 };
  const laid: OverlayLayer[] = [];
  for (const layer of layers) {
    const { path, stored, digest, inflatedDigest } = layer;
    if (digest !== undefined) await verify(options, path, [stored, digest]);
    laid.push(await openLayer(stack, layer));
    const opened = stack.opened.at(-1);
    if (opened && inflatedDigest !== undefined) await verify(options, path, [opened, inflatedDigest]);
  }
  return overlay(laid).tree;
}

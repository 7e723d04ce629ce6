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

/** A layer that is present, with the digest that its inflated bytes must have if nothing else verifies it. */
export interface StoredLayer extends LayerFile {
  readonly stored: StoredBytes;
  readonly inflatedDigest?: string | undefined;
}

export interface LayerOptions {
  readonly log: ProblemLog;
  readonly limits: Limits;
  readonly budget: Budget;
}

/** Location of a file's bytes. */
interface Place {
  readonly layer: number;
  readonly offset: number;
}

interface Located {
  readonly entry: TarEntry;
  readonly place: Place;
}

/** The layers opened so far; the next layer may refer to them. */
interface Stack {
  readonly options: LayerOptions;
  /** The inflated bytes of each layer. */
  readonly opened: StoredBytes[];
  /** Files and links by path, as in the highest layer that has them. */
  readonly known: Map<string, Located>;
  retainedBytes: number;
}

/** Prefix of a removed name. As a name of its own it removes everything that lower layers have in this folder. */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

const MIB = 1024 * 1024;
const MAX_RETAINED_BYTES = 64 * MIB;
const MAX_RETAINED_BYTES_OF_ALL = 256 * MIB;

/** Reads files in one pass over each layer that holds some of them. */
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

/** The entry with its name relative to the image's root: a leading `/` has no meaning. */
function rooted(entry: TarEntry): TarEntry {
  const linkName = entry.kind === 'hard-link' ? withoutRoot(entry.linkName) : entry.linkName;
  return { ...entry, name: withoutRoot(entry.name) || '.', linkName };
}

/**
 * The path that a whiteout removes from lower layers, with everything below it: one name, or all contents of a folder.
 * Undefined for other entries. Files that a layer replaces with a folder, without a whiteout, stay visible: showing too
 * much is safer than showing too little.
 */
function removedBy(path: string): string | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  // A bare prefix names nothing; at the root it would remove everything.
  if (name === WHITEOUT) return undefined;
  if (name === OPAQUE) return path.slice(0, Math.max(slash, 0));
  return name.startsWith(WHITEOUT) ? path.slice(0, slash + 1) + name.slice(WHITEOUT.length) : undefined;
}

/** Returns a visitor that adds the entries of one layer. */
function layerVisitor(stack: Stack, add: (located: Located) => boolean) {
  const { limits } = stack.options;
  const layer = stack.opened.length;
  const own = new Map<string, Located>();
  const removes: string[] = [];

  function locate(entry: TarEntry): Located {
    const target = entry.kind === 'hard-link' ? safePath(entry.linkName || '.', limits).path : undefined;
    // A hard link is another name for a file or a symbolic link, which may be in a lower layer.
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

/** Reads one layer into a tree of its own and records which paths it removes. */
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

/** Reports a layer whose bytes do not have the digest that the image states. */
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
    // A read error is reported when the layer is opened.
  }
}

/** The files of an image, and of each of its layers. */
interface OpenedLayers {
  readonly tree: FileTree;
  readonly layers: readonly FileTree[];
}

/** Overlays the layers of an image, lowest first. Problems go to the log. */
export async function openLayers(
  layers: readonly StoredLayer[],
  options: LayerOptions,
): Promise<OpenedLayers> {
  const stack: Stack = { options, opened: [], known: new Map(), retainedBytes: 0 };
  const laid: OverlayLayer[] = [];
  for (const layer of layers) {
    const { path, stored, digest, inflatedDigest } = layer;
    if (digest !== undefined) await verify(options, path, [stored, digest]);
    laid.push(await openLayer(stack, layer));
    const opened = stack.opened.at(-1);
    if (opened && inflatedDigest !== undefined) await verify(options, path, [opened, inflatedDigest]);
  }
  return { tree: overlay(laid).tree, layers: laid.map(({ tree }) => tree) };
}

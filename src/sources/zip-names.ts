import { basename } from 'node:path';
import { DEFAULT_LIMITS, openByteSource, type FileTree } from '../files/index.js';
import { unpack } from '../unpackers/index.js';
import { readHead } from './file-head.js';
import type { Target } from './source.js';

/** Only the archive itself is looked at here; archives inside it are the inventory's matter. */
const LIMITS = { ...DEFAULT_LIMITS, maxNesting: 0 };

/** Opens a zip to look at its names; null for other files and when it cannot be read (its analysis reports that). */
export async function openZip(hostPath: string): Promise<FileTree | null> {
  if (!(await readHead(hostPath, 2)).equals(Buffer.from('PK'))) return null;
  try {
    const bytes = openByteSource(hostPath);
    return (await unpack({ kind: 'archive', name: basename(hostPath), bytes }, LIMITS)).tree;
  } catch {
    return null;
  }
}

const opened = new WeakMap<Target, Promise<FileTree | null>>();

/** The same for a target that is a zip, opened once for all sources that look into it. */
export function openTarget(target: Target): Promise<FileTree | null> {
  const tree =
    opened.get(target) ?? (target.kind === 'file' ? openZip(target.hostPath) : Promise.resolve(null));
  opened.set(target, tree);
  return tree;
}

/** Text of one file of a tree, null when it is not there or cannot be read. */
export async function textInTree(tree: FileTree, path: string): Promise<string | null> {
  if (!tree.files.has(path)) return null;
  const { bytes } = await tree.read(path);
  return bytes ? new TextDecoder().decode(bytes) : null;
}

/** Names at the root of an archive. */
export function rootNames(tree: FileTree): Set<string> {
  return new Set([...tree.files.keys(), ...tree.links.keys()].map((path) => path.split('/', 1)[0] ?? ''));
}

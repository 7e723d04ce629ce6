import { createHash } from 'node:crypto';
import { factsOfPackageVersion, type PackageFacts } from '../recognition/index.js';
import type { FileTree, Limits } from '../files/index.js';
import { publishedTree } from './published-tree.js';

/** One published tarball; crosses a thread border, so plain data only. */
export interface TarballJob {
  readonly name: string;
  readonly version: string;
  readonly tarball: Uint8Array;
  readonly limits: Limits;
}

/** Files with facts: endings that Node and bundlers read. */
const READABLE = /\.(?:[cm]?js|json)$/;
/** Files that are known by their bytes alone. */
const BINARY = /\.(?:node|wasm)$/;
const MANIFEST = 'package.json';

async function readSources(tree: FileTree): Promise<ReadonlyMap<string, Uint8Array>> {
  const sources = new Map<string, Uint8Array>();
  const paths = [...tree.files.keys()].filter((path) => READABLE.test(path));
  for await (const { path, bytes } of tree.readMany(paths)) if (bytes) sources.set(path, bytes);
  return sources;
}

async function hashBinaries(tree: FileTree): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  const paths = [...tree.files.keys()].filter((path) => BINARY.test(path));
  for await (const { path, bytes } of tree.readMany(paths))
    if (bytes) hashes.set(path, createHash('sha256').update(bytes).digest('hex'));
  return hashes;
}

function parseManifest(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/**
 * The facts that recognise a published version. Its tarball is read in memory and never runs. Null when it cannot be read
 * completely, or has no manifest.
 */
export async function readTarball({
  name,
  version,
  tarball,
  limits,
}: TarballJob): Promise<PackageFacts | null> {
  const tree = await publishedTree(tarball, limits);
  if (!tree) return null;
  const sources = await readSources(tree);
  const manifest = parseManifest(sources.get(MANIFEST));
  if (manifest === null) return null;
  const binaries = await hashBinaries(tree);
  // The registry's name for it counts: a manifest may have another.
  return { ...factsOfPackageVersion(sources, manifest), name, version, binaries };
}

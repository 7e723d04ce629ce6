import type { Registry, RegistryOptions } from './open-registry.js';
import type { NpmTree, NpmTreeJob } from './resolve-npm-tree.js';

export { buildIndex, type BuiltIndex, type NotIndexed } from './build-index.js';
export { openFactsStore } from './facts-store.js';
export type { PublishedTarball, Registry, RegistryOptions, Tarball } from './open-registry.js';
export { publishedCode, type FetchStep, type Gap } from './published-code.js';
export type { ReadTarball } from './published-facts.js';
export {
  openPythonIndex,
  type PublishedWheel,
  type PythonIndex,
  type PythonIndexOptions,
} from './python-index.js';
export { publishedTree } from './published-tree.js';
export { readTarball } from './read-tarball.js';
export type { Release, Releases } from './releases.js';
export type { BrokenPeer, BundledCopy, NpmProject, NpmTreeJob, NpmTree } from './resolve-npm-tree.js';
export { readLockedPackages, readPackagesFile, type WantedPackages } from './wanted-packages.js';

/** Published packages, requested as npm would request them. npm's clients are loaded here and not before: most scans need none. */
export async function openRegistry(options: RegistryOptions): Promise<Registry> {
  const { openRegistry: open } = await import('./open-registry.js');
  return open(options);
}

/** See resolve-npm-tree.ts. npm's resolver is loaded here and not before: only `fix` needs it. */
export async function resolveNpmTree(job: NpmTreeJob): Promise<NpmTree> {
  const { resolveNpmTree: resolve } = await import('./resolve-npm-tree.js');
  return resolve(job);
}

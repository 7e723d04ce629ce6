import type { Registry, RegistryOptions } from './open-registry.js';

export type { PublishedTarball, Registry, RegistryOptions, Tarball } from './open-registry.js';
export type { Release, Releases } from './releases.js';

/** Published packages, asked for as npm would ask. npm's clients are loaded here and not before: most scans need none. */
export async function openRegistry(options: RegistryOptions): Promise<Registry> {
  const { openRegistry: open } = await import('./open-registry.js');
  return open(options);
}

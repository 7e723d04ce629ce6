import type { Published, PublishedPackages } from '../detectors/index.js';
import type { FileTree, Limits } from '../files/index.js';
import type { Registry, RegistryOptions } from '../registry/index.js';

/** How published packages are reached from a worker; plain data. */
export interface VerifyOptions extends RegistryOptions {
  /** Ask for packages too that no lockfile shows to be the registry's. */
  readonly all: boolean;
}

type UnpackPublished = (name: string, tarball: Uint8Array, limits: Limits) => Promise<FileTree | null>;

/** Published packages as trees: downloaded by the registry, opened by our own unpackers under the same limits as everything. */
export function publishedPackages(
  registry: Registry,
  { all, limits, unpackPublished }: { all: boolean; limits: Limits; unpackPublished: UnpackPublished },
): PublishedPackages {
  return {
    concurrency: registry.concurrency,
    mayAsk: (name, version, locked) => all || registry.isKnownThere(name, version, locked),
    async find(name, version): Promise<Published> {
      const answer = await registry.find(name, version);
      if (answer.state !== 'found') return answer;
      const tree = await unpackPublished(`${name}-${version}.tgz`, answer.tarball, limits);
      if (tree === null)
        return { state: 'unavailable', reason: 'the published tarball cannot be read whole' };
      return { state: 'found', listed: answer.listed, tree };
    },
  };
}

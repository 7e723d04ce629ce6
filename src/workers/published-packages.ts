import type { Published, PublishedPackages } from '../detectors/index.js';
import type { Limits } from '../files/index.js';
import {
  publishedTree,
  type PythonIndexOptions,
  type Registry,
  type RegistryOptions,
} from '../published/index.js';

/** How published packages are reached from a worker; plain data. */
export interface VerifyOptions extends RegistryOptions, PythonIndexOptions {
  /** Also request packages that no lockfile assigns to the registry. */
  readonly all: boolean;
}

/** Published packages as trees: downloaded by the registry, opened under the same limits as everything. */
export function publishedPackages(
  registry: Registry,
  { all, limits }: { all: boolean; limits: Limits },
): PublishedPackages {
  return {
    concurrency: registry.concurrency,
    mayRequest: (name, version, locked) => all || registry.isKnownThere(name, version, locked),
    async find(name, version): Promise<Published> {
      const answer = await registry.find(name, version);
      if (answer.state !== 'found') return answer;
      const tree = await publishedTree(answer.tarball, limits);
      if (tree === null)
        return {
          state: 'unavailable',
          reason: 'the published tarball cannot be read completely; compare the package by hand (npm pack)',
        };
      return { state: 'found', listed: answer.listed, tree };
    },
  };
}

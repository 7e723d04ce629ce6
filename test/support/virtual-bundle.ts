import { build, type Format } from 'esbuild';
import { openBundle, type BundleContents } from '../../src/recognition/index.js';
import type { FingerprintIndex } from '../../src/recognition/index.js';
import type { Candidate } from '../../src/model/index.js';
import { indexOfReleases } from './fingerprint-bundle.js';
import { memoryTree } from './memory-tree.js';
import type { Release } from './published-packages.js';

/** An index of packages with any number of releases, all that were published. */
export function indexOfPackages(...packages: readonly (readonly Release[])[]): FingerprintIndex {
  return indexOfReleases(packages.flat());
}

/** Minifies modules, path → text, that are reached from `entry.js`, as one file. */
export async function bundled(
  modules: Readonly<Record<string, string>>,
  format: Format = 'cjs',
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['entry.js'],
    bundle: true,
    minify: true,
    platform: 'node',
    format,
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [
      {
        name: 'virtual',
        setup(bundler) {
          bundler.onResolve({ filter: /.*/ }, ({ path }) => ({ path, namespace: 'virtual' }));
          bundler.onLoad({ filter: /.*/ }, ({ path }) => ({ contents: modules[path] ?? '' }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** Packages that an index finds in a text, with candidates from a lockfile if given. */
export function foundIn(
  text: string,
  index: FingerprintIndex,
  candidates: readonly Candidate[] = [],
): Promise<BundleContents> {
  return openBundle('index.js', Buffer.from(text), {
    tree: memoryTree({ 'index.js': text }),
    fingerprints: () => Promise.resolve(index),
    candidates,
  });
}

/** Names with versions or candidate versions. */
export function namesIn({ packages }: BundleContents): string[] {
  return packages.map(({ name, version, candidates }) => `${name} ${version ?? candidates.join('|')}`);
}

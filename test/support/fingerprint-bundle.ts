import { build } from 'esbuild';
import { openBundle, type BundleContents, type BundleContext } from '../../src/recognition/index.js';
import {
  openIndex,
  writeIndex,
  type FingerprintIndex,
  type PackageFacts,
} from '../../src/recognition/index.js';
import { factsOfRelease, type Release } from './published-packages.js';
import { memoryTree } from './memory-tree.js';

/** Statements that give a file features which no other file has. */
export function wordsOf(topic: string): string {
  const words = Array.from(
    { length: 60 },
    (_, at) =>
      `exports.${topic}${at} = (${topic}Value) => '${topic} word ${at}' + ${topic}Value.${topic}Field${at};`,
  );
  return words.join('\n');
}

interface ReleaseOptions {
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Topic of its code; its name by default. */
  readonly topic?: string;
}

/** A release whose one file contains `topic` and requires its dependencies. */
export function releaseOf(
  name: string,
  version: string,
  { dependencies = {}, topic = name }: ReleaseOptions = {},
): Release {
  const requires = Object.keys(dependencies).map((each, at) => `exports.child${at} = require('${each}');`);
  return {
    'package.json': JSON.stringify({ name, version, main: 'index.js', dependencies }),
    'index.js': [wordsOf(topic), ...requires].join('\n'),
  };
}

/** Packages whose code an index lacks: name → version → requirements. */
type Listed = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;

/** The bytes of an index of releases, and of versions that it lists of other packages. */
export function indexBytesOf(releases: readonly Release[], listed: Listed = {}): Uint8Array {
  const byName = new Map<string, PackageFacts[]>();
  for (const facts of releases.map(factsOfRelease))
    byName.set(facts.name, [...(byName.get(facts.name) ?? []), facts]);
  const packages = [...byName].map(([name, versions]) => ({
    name,
    forkGroup: name,
    published: versions.map(({ version }) => version),
    versions,
    dependencies: new Map(),
    shapeSample: 1,
  }));
  const manifestsOf = (versions: Listed[string]) =>
    new Map(Object.entries(versions).map(([version, asked]) => [version, new Map(Object.entries(asked))]));
  const listings = new Map(Object.entries(listed).map(([name, versions]) => [name, manifestsOf(versions)]));
  return writeIndex(packages, 'test', { listings });
}

/** An index of releases. */
export function indexOfReleases(releases: readonly Release[]): FingerprintIndex {
  return openIndex(indexBytesOf(releases));
}

/** A minified bundle of the first release, with the others to be required by name. */
export async function bundleOf(releases: readonly Release[]): Promise<string> {
  const byName = new Map(
    releases.map((release) => [factsOfRelease(release).name, release['index.js'] ?? '']),
  );
  const [entry = ''] = byName.keys();
  const { outputFiles } = await build({
    stdin: { contents: `module.exports = require('${entry}');` },
    bundle: true,
    minify: true,
    platform: 'node',
    write: false,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [
      {
        name: 'releases',
        setup(bundler) {
          bundler.onResolve({ filter: /^@?[a-z/-]+$/ }, ({ path }) =>
            byName.has(path) ? { path, namespace: 'release' } : { path, external: true },
          );
          bundler.onLoad({ filter: /.*/, namespace: 'release' }, ({ path }) => ({
            contents: byName.get(path) ?? '',
          }));
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? '';
}

/** Packages found in a bundle of releases. */
export async function namedIn(
  releases: readonly Release[],
  surroundings: Omit<BundleContext, 'tree'>,
): Promise<BundleContents> {
  const text = await bundleOf(releases);
  return openBundle('index.js', Buffer.from(text), {
    tree: memoryTree({ 'index.js': text }),
    ...surroundings,
  });
}

/** Names and versions of found packages. */
export function versionsIn({ packages }: BundleContents): Record<string, string> {
  return Object.fromEntries(
    packages.map(({ name, version, candidates }) => [name, version ?? (candidates.join(' ') || '?')]),
  );
}

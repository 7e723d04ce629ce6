import { pep440 } from '../versions/index.js';
import type { StoredFile, StoredPackage } from './release-store.js';
import { isVersionText, versionInSource } from './version-texts.js';

/** What wheels of a release record: see scripts/fingerprints/read-python-releases.py. */
export interface ReleaseFacts {
  /** Hash and size of each source. */
  readonly sources: Readonly<Record<string, readonly [hash: string, size: number]>>;
  /** Native modules, without their ABI tags. */
  readonly modules: readonly string[];
  readonly libraries: readonly string[];
  /** Sources that may hold the version. */
  readonly texts: Readonly<Record<string, string>>;
  /** Code identities of native modules, where they were read. */
  readonly identities?: Readonly<Record<string, readonly string[]>>;
}

/** A package with the facts of some of its releases, in the order of `indexed`. */
export interface PackageReleases {
  readonly name: string;
  readonly published: readonly string[];
  readonly releases: readonly { readonly version: string; readonly facts: ReleaseFacts }[];
}

/** Bits that a number has for sure. */
const MOST_RELEASES = 30;

/** Contents of a path: by hash and size, the releases that have it. */
type Contents = Map<string, { readonly hash: string; readonly size: number; releases: number }>;

function filesOf(releases: PackageReleases['releases']): StoredFile[] {
  const paths = new Map<string, { releases: number; readonly contents: Contents }>();
  const add = (
    path: string,
    bit: number,
    content?: { readonly hash: string; readonly size: number },
  ): void => {
    const file = paths.get(path) ?? { releases: 0, contents: new Map() };
    paths.set(path, file);
    file.releases |= bit;
    if (!content) return;
    const key = `${content.hash} ${content.size}`;
    const known = file.contents.get(key) ?? { ...content, releases: 0 };
    file.contents.set(key, known);
    known.releases |= bit;
  };
  for (const [at, { facts }] of releases.entries()) {
    const bit = 1 << at;
    for (const [path, [hash, size]] of Object.entries(facts.sources)) add(path, bit, { hash, size });
    for (const path of [...facts.modules, ...facts.libraries]) add(path, bit);
    for (const [path, identities] of Object.entries(facts.identities ?? {}))
      for (const hash of identities) add(path, bit, { hash, size: 0 });
  }
  const sorted = [...paths].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([path, file]): StoredFile => {
    const contents = [...file.contents.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
    return [path, file.releases, ...contents.flatMap(({ hash, size, releases: bits }) => [hash, size, bits])];
  });
}

/** Modules that hold their release's own version wherever they hold one; one release alone proves nothing. */
function versionFilesOf(releases: PackageReleases['releases']): string[] {
  const right = new Map<string, number>();
  const wrong = new Set<string>();
  for (const { version, facts } of releases)
    for (const [path, text] of Object.entries(facts.texts)) {
      const found = versionInSource(text);
      if (found === null) continue;
      if (isVersionText(found, version)) right.set(path, (right.get(path) ?? 0) + 1);
      else wrong.add(path);
    }
  return [...right].flatMap(([path, count]) => (count > 1 && !wrong.has(path) ? path : [])).sort();
}

/** Pairs of releases, one right after the other, that say something about a package's habits. */
const ENOUGH_PAIRS = 3;

/** Whether releases of a package are known to repeat a fact of the release before, or not known not to. */
function repeats(
  { releases }: Pick<PackageReleases, 'releases'>,
  published: readonly string[],
  factOf: (facts: ReleaseFacts) => unknown,
): boolean {
  const facts = new Map(releases.map((each) => [each.version, JSON.stringify(factOf(each.facts))]));
  const pairs = published.flatMap((version, at) => {
    const [own, before] = [facts.get(version), facts.get(published[at - 1] ?? '')];
    return own === undefined || before === undefined ? [] : [own === before];
  });
  return pairs.length < ENOUGH_PAIRS || pairs.includes(true);
}

function sizesOf({ sources }: ReleaseFacts): unknown {
  return Object.entries(sources).map(([path, [, size]]) => [path, size]);
}

/** Composes the text of a store: the same facts give the same text. @throws RangeError for too many releases. */
export function composeReleaseStore(packages: readonly PackageReleases[]): string {
  const stored = packages.map((each): StoredPackage => {
    const { name, published: all, releases } = each;
    if (releases.length > MOST_RELEASES) throw new RangeError(`${name}: more than ${MOST_RELEASES} releases`);
    const indexed = new Set(releases.map(({ version }) => version));
    const published = all.filter((version) => indexed.has(version) || !pep440.isPrerelease(version));
    return {
      name,
      published,
      indexed: releases.map(({ version }) => published.indexOf(version)),
      versionFiles: versionFilesOf(releases),
      repeatsSources: repeats(each, published, ({ sources }) => sources),
      repeatsSizes: repeats(each, published, sizesOf),
      files: filesOf(releases),
    };
  });
  return JSON.stringify(stored);
}

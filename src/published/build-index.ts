import pLimit from 'p-limit';
import {
  forkGroupOf,
  isShape,
  type ListedIndex,
  shapeSampleFor,
  writeIndex,
  type PackageFacts,
  type PackageToIndex,
} from '../recognition/index.js';
import type { NotPublished } from '../model/index.js';
import type { Release } from './releases.js';
import { factsOf, type Facts, type FactsSource } from './published-facts.js';
import { mainFiles, type Room } from './main-files.js';
import type { WantedPackages } from './wanted-packages.js';

/** A requested package that is not in an index. */
export interface NotIndexed {
  readonly name: string;
  /** Null: the package itself. */
  readonly version: string | null;
  readonly why: NotPublished;
}

export interface BuiltIndex {
  readonly bytes: Uint8Array;
  readonly packages: number;
  readonly versions: number;
  readonly missing: readonly NotIndexed[];
}

export interface BuildOptions {
  /** The index's name in reports. */
  readonly version: string;
  /** Approximate number of code shapes to keep of a package: with more, every second or every fourth is kept. */
  readonly maxShapes: (name: string) => number;
  /** The room of a package of which only the main files are kept; null if all files are kept. */
  readonly room?: (name: string) => Room | null;
  readonly onProgress?: (done: number, all: number) => void;
  /** An earlier index: packages with the same versions there, and listings, are taken from it without a request. */
  readonly extended?: ListedIndex;
}

/** Number of packages downloaded at once. */
const AT_ONCE = 8;

interface Collected {
  readonly name: string;
  /** Null when no part is available. */
  readonly package: Omit<PackageToIndex, 'shapeSample'> | null;
  /** The requirements of every published version, when nothing else is wanted. */
  readonly listed: ReadonlyMap<string, ReadonlyMap<string, string>> | null;
  readonly missing: readonly NotIndexed[];
}

const NO_SUCH_VERSION: NotPublished = { state: 'unknown', what: 'version' };

/** The requirements of a release's code, whichever part is imported; unknown for a release with commands. */
function surelyRequired({ version, required, hasCommands }: Release): [string, Release['required']] {
  return [version, hasCommands ? new Map() : required];
}

/** Takes the available ones of the wanted versions of one package. */
async function collectOne(
  name: string,
  wanted: readonly string[],
  { source, onVersion }: { source: FactsSource; onVersion: () => void },
): Promise<Collected> {
  const listed = await source.registry.releases(name);
  if (listed.state !== 'found')
    return { name, package: null, listed: null, missing: [{ name, version: null, why: listed }] };
  const releases = new Map(listed.releases.map((release) => [release.version, release]));
  const answers = await Promise.all(
    wanted.map(async (version) => {
      const release = releases.get(version);
      const answer: Facts = release ? await factsOf(name, release, source) : NO_SUCH_VERSION;
      onVersion();
      return { version, answer };
    }),
  );
  const versions = answers.flatMap(({ answer }) => (answer.state === 'found' ? [answer.facts] : []));
  const missing = answers.flatMap(({ version, answer }) =>
    answer.state === 'found' ? [] : [{ name, version, why: answer }],
  );
  const published = [...releases.keys()];
  const dependencies = new Map(listed.releases.map((each) => [each.version, each.dependencies]));
  const optional = new Map(listed.releases.map((each) => [each.version, each.optional]));
  return {
    name,
    listed: wanted.length === 0 ? new Map(listed.releases.map(surelyRequired)) : null,
    package:
      versions.length > 0
        ? { name, forkGroup: forkGroupOf(name), published, versions, dependencies, optional }
        : null,
    missing,
  };
}

function shapeSampleOf(versions: readonly PackageFacts[], maxShapes: number): number {
  const files = versions.flatMap((version) => version.files);
  const shapes = new Set<number>();
  for (const { features } of files) for (const hash of features.filter(isShape)) shapes.add(hash);
  return shapeSampleFor(shapes.size, maxShapes);
}

const TOO_LARGE: NotPublished = {
  state: 'unavailable',
  reason: 'its first file has more features than there is room for',
};

/** Keeps the main files and the requirements of each release that is read; without a limit all files, and what other releases require. */
function withMainFiles(each: Collected, room: Room | null): Collected {
  if (room === null || each.package === null) return each;
  const versions = each.package.versions.map((facts) => ({ ...facts, files: mainFiles(facts.files, room) }));
  const isThere = versions.some(({ files }) => files.length > 0);
  const tooLarge = isThere ? [] : [{ name: each.name, version: null, why: TOO_LARGE }];
  return {
    ...each,
    package: isThere ? { ...each.package, dependencies: new Map(), versions } : null,
    missing: [...each.missing, ...tooLarge],
  };
}

/** Names that an index has with just these versions, or lists. */
function namesIn(index: ListedIndex, wanted: WantedPackages): Set<string> {
  const known = new Map(index.packages.map(({ name, versions }) => [name, versions.toSorted().join()]));
  const isThere = (name: string, versions: readonly string[]): boolean =>
    versions.length === 0 ? index.listed(name) !== null : known.get(name) === versions.toSorted().join();
  return new Set([...wanted].flatMap(([name, versions]) => (isThere(name, versions) ? [name] : [])));
}

/**
 * Builds an index of packages as their registries published them. Earlier results come from the store, so that an interrupted build
 * continues. Only facts of a package are written to disk, and its code never runs.
 */
export async function buildIndex(
  wanted: WantedPackages,
  source: FactsSource,
  { version, maxShapes, room = () => null, onProgress, extended }: BuildOptions,
): Promise<BuiltIndex> {
  const names = extended ? namesIn(extended, wanted) : new Set<string>();
  const kept = extended?.packages.filter(({ name }) => names.has(name)) ?? [];
  const isFresh = ([name]: readonly [string, unknown]): boolean => !names.has(name);
  const fresh = [...wanted].filter(isFresh);
  const all = fresh.reduce((sum, [, versions]) => sum + versions.length, 0);
  let done = 0;
  const onVersion = (): void => onProgress?.((done += 1), all);
  const limit = pLimit(AT_ONCE);
  const inOrder = fresh.sort(([a], [b]) => (a < b ? -1 : 1));
  const collect = async ([name, versions]: readonly [string, readonly string[]]): Promise<Collected> =>
    withMainFiles(await collectOne(name, versions, { source, onVersion }), room(name));
  const collected = await Promise.all(inOrder.map((each) => limit(collect, each)));
  const packages = collected.flatMap((each) => each.package ?? []);
  const listings = new Map(
    collected.flatMap(({ name, listed }) => (listed ? [[name, listed] as const] : [])),
  );
  return {
    bytes: writeIndex(
      packages.map((each) => ({ ...each, shapeSample: shapeSampleOf(each.versions, maxShapes(each.name)) })),
      version,
      { listings, ...(extended && { kept: { from: extended, names, maxShapes } }) },
    ),
    packages: packages.length + kept.length,
    versions: [...packages, ...kept].reduce((sum, each) => sum + each.versions.length, 0),
    missing: collected.flatMap(({ missing }) => missing),
  };
}

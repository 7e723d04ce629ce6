import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import npmFetch from 'npm-registry-fetch';
import pLimit from 'p-limit';
import pacote from 'pacote';
import { valid } from 'semver';
import { makeFolder, PRIVATE_MODE } from '../locks/index.js';
import type { ListedPackage, NotPublished } from '../model/index.js';
import { integrityOf } from './integrity.js';
import { patience } from './patience.js';
import { failureOf, isOutage } from './registry-failure.js';
import type { NpmConfig } from '../network/index.js';
import { releasesIn, type Release, type Releases } from './releases.js';
import { listedVersion, packument, registryKeys, type ListedVersion, type RegistryKey } from './schema.js';
import { checkSignature } from './registry-signatures.js';

export interface RegistryOptions {
  /** Cache folder of downloads, by integrity; null for a temporary folder, which `close` deletes. */
  readonly cacheDir: string | null;
  /** Answer from the cache alone. */
  readonly offline: boolean;
  /** Requests at once. */
  readonly concurrency: number;
  /** From `npmConfigHere`. */
  readonly npmConfig: NpmConfig;
  /** After this time no new request starts; finished downloads are in the cache for the next run. */
  readonly maxMillis: number;
}

export type PublishedTarball =
  { readonly state: 'found'; readonly listed: ListedPackage; readonly tarball: Uint8Array } | NotPublished;

export type Tarball = { readonly state: 'found'; readonly tarball: Uint8Array } | NotPublished;

export interface Registry {
  readonly concurrency: number;
  /**
   * Whether this package's name is known to the registry that a request would go to: its scope has a registry of its own in npm's
   * configuration, or a lockfile names that registry's tarball (or the default registry's, which a mirror stands for).
   * @param lockedAddresses tarball addresses of the artifact's lockfiles.
   */
  isKnownThere(name: string, version: string, lockedAddresses: ReadonlySet<string>): boolean;
  /** A published version and its entry in the registry. Never throws for a registry's fault. */
  find(name: string, version: string): Promise<PublishedTarball>;
  /** All published versions of a package. Never throws for a registry's fault. */
  releases(name: string): Promise<Releases>;
  /** The tarball of a listed version, from the cache if possible. Never throws for a registry's fault. */
  tarball(name: string, release: Release): Promise<Tarball>;
  close(): Promise<void>;
}

const LEGAL_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~!'()*-]*$/i;
const REQUEST_MILLIS = 30_000;
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

const OUT_OF_REACH = 'the registry is out of reach; npm ping shows whether npm reaches it';

const NO_INTEGRITY: NotPublished = {
  state: 'unavailable',
  reason:
    'the registry lists no integrity of it; name a registry that does with npm config set registry, or publish it again',
};

type Options = Readonly<Record<string, unknown>>;

function tarballAddress(registry: string, name: string, version: string): string {
  return `${registry.replace(/\/+$/, '')}/${name}/-/${name.slice(name.lastIndexOf('/') + 1)}-${version}.tgz`;
}

function listedPackageOf(listed: ListedVersion, keys: readonly RegistryKey[] | null): ListedPackage {
  const { name, version, bin, scripts = {}, hasInstallScript, dist } = listed;
  return {
    name,
    version,
    dependencies: new Map([
      ...Object.entries(listed.dependencies ?? {}),
      ...Object.entries(listed.optionalDependencies ?? {}),
    ]),
    bin: typeof bin === 'string' ? [name.slice(name.lastIndexOf('/') + 1)] : Object.keys(bin ?? {}),
    hasInstallScript: hasInstallScript ?? INSTALL_SCRIPTS.some((script) => Object.hasOwn(scripts, script)),
    signature: checkSignature(listed, keys),
    hasProvenance: dist.attestations !== undefined,
  };
}

async function readListed(spec: string, options: Options): Promise<ListedVersion | NotPublished> {
  const version = spec.slice(spec.lastIndexOf('@') + 1);
  const listedIn = async (fresh: Options): Promise<unknown> => {
    const { versions } = packument.parse(await pacote.packument(spec, { ...options, ...fresh }));
    return Object.hasOwn(versions, version) ? versions[version] : undefined;
  };
  // A cache entry is used at any age, unless it lacks the version.
  const listed = (await listedIn({})) ?? (await listedIn({ preferOffline: false, preferOnline: true }));
  return listed === undefined ? { state: 'unknown', what: 'version' } : listedVersion.parse(listed);
}

/** Requests the signing keys of each registry once. */
function keyReader(options: Options): (name: string) => Promise<readonly RegistryKey[] | null> {
  const requests = new Map<string, Promise<readonly RegistryKey[] | null>>();
  return (name) => {
    const registry = npmFetch.pickRegistry(name, options);
    const known = requests.get(registry);
    if (known) return known;
    const keys = npmFetch
      .json('/-/npm/v1/keys', { ...options, registry })
      .then((answer) => registryKeys.parse(answer).keys)
      .catch(() => null);
    requests.set(registry, keys);
    return keys;
  };
}

function download(options: Options): (name: string, version: string) => Promise<PublishedTarball> {
  const keysFor = keyReader(options);
  return async (name, version) => {
    const spec = `${name}@${version}`;
    const listed = await readListed(spec, options);
    if ('state' in listed) return listed;
    const integrity = integrityOf(listed.dist);
    if (integrity === null) return NO_INTEGRITY;
    const tarball = await pacote.tarball(spec, { ...options, resolved: listed.dist.tarball, integrity });
    const keys = listed.dist.signatures ? await keysFor(name) : null;
    return { state: 'found', listed: listedPackageOf(listed, keys), tarball };
  };
}

async function readReleases(name: string, options: Options): Promise<Releases> {
  // A cached entry may lack the newest version: it is requested again when it expires.
  return {
    state: 'found',
    releases: releasesIn(await pacote.packument(name, { ...options, preferOffline: false })),
  };
}

async function fetchTarball(
  spec: string,
  { address, integrity }: Release,
  options: Options,
): Promise<Tarball> {
  if (integrity === null) return NO_INTEGRITY;
  return {
    state: 'found',
    tarball: await pacote.tarball(spec, { ...options, resolved: address, integrity }),
  };
}

function requestOptions({ offline, concurrency, npmConfig }: RegistryOptions, cache: string): Options {
  return {
    ...npmConfig,
    cache,
    tufCache: join(cache, 'tuf'),
    offline,
    preferOffline: !offline,
    maxSockets: concurrency,
    timeout: REQUEST_MILLIS,
    fetchRetries: 1,
    fetchRetryMintimeout: 500,
    fetchRetryMaxtimeout: 5000,
  };
}

function isKnownThere(npmConfig: NpmConfig): Registry['isKnownThere'] {
  return (name, version, lockedAddresses) => {
    if (!LEGAL_NAME.test(name)) return false;
    const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : null;
    if (scope !== null && Object.hasOwn(npmConfig, `${scope}:registry`)) return true;
    return [npmConfig, {}].some((config) =>
      lockedAddresses.has(tarballAddress(npmFetch.pickRegistry(name, config), name, version)),
    );
  };
}

const NO_SUCH_SPEC: NotPublished = {
  state: 'unavailable',
  reason: 'no registry holds such a name or version; install the package from a registry',
};

/** Whether a name, or a name with an exact version, can only come from a registry: no path, address or range. */
function isAskable(spec: string): boolean {
  const cut = spec.indexOf('@', 1);
  if (cut < 0) return LEGAL_NAME.test(spec);
  return LEGAL_NAME.test(spec.slice(0, cut)) && valid(spec.slice(cut + 1)) !== null;
}

/** Whether there is such a folder, or it can be made: `pacote` would try to for ever below /proc. */
function canMake(folder: string): boolean {
  try {
    makeFolder(folder, PRIVATE_MODE);
    return true;
  } catch {
    return false;
  }
}

/** Opens access to published packages, with the requests that npm would make: `pacote` verifies integrities and caches downloads. */
export async function openRegistry(settings: RegistryOptions): Promise<Registry> {
  const { cacheDir, concurrency, npmConfig, maxMillis } = settings;
  const kept = cacheDir !== null && canMake(cacheDir) ? cacheDir : null;
  const cache = kept ?? (await mkdtemp(join(tmpdir(), 'stowaway-registry-')));
  const limit = pLimit(concurrency);
  const options = requestOptions(settings, cache);
  const find = download(options);
  const patiently = patience(maxMillis, { failureOf, isOutage, outOfReach: OUT_OF_REACH });
  async function request<T>(spec: string, ask: () => Promise<T>): Promise<T | NotPublished> {
    return isAskable(spec) ? limit(patiently<T>, ask) : NO_SUCH_SPEC;
  }
  return {
    concurrency,
    isKnownThere: isKnownThere(npmConfig),
    find: (name, version) => request(`${name}@${version}`, () => find(name, version)),
    releases: (name) => request(name, () => readReleases(name, options)),
    tarball(name, release) {
      const spec = `${name}@${release.version}`;
      return request(spec, () => fetchTarball(spec, release, options));
    },
    async close() {
      if (kept === null) await rm(cache, { recursive: true, force: true });
    },
  };
}

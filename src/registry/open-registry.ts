import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import npmFetch from 'npm-registry-fetch';
import pLimit from 'p-limit';
import pacote from 'pacote';
import { valid } from 'semver';
import type { ListedPackage, NotPublished } from '../model/index.js';
import { failureOf, isOutage } from './failure.js';
import type { NpmConfig } from './npm-config.js';
import { listedVersion, packument, registryKeys, type ListedVersion, type RegistryKey } from './schema.js';
import { checkSignature } from './signatures.js';

export interface RegistryOptions {
  /** Folder of what was downloaded, by integrity; null: a temporary one, deleted on `close`. */
  readonly cacheDir: string | null;
  /** Answer from the cache alone. */
  readonly offline: boolean;
  /** Requests at once. */
  readonly concurrency: number;
  /** From `npmConfigHere`. */
  readonly npmConfig: NpmConfig;
  /** After this long nothing new is asked for; what was downloaded by then is in the cache for the next time. */
  readonly maxMillis: number;
}

export type PublishedTarball =
  { readonly state: 'found'; readonly listed: ListedPackage; readonly tarball: Uint8Array } | NotPublished;

export interface Registry {
  readonly concurrency: number;
  /**
   * Whether this package's name is known to the registry that would be asked for it: its scope has a registry of its own in npm's
   * configuration, or a lockfile names that registry's tarball (or the default registry's, which a mirror stands for).
   * @param lockedAddresses tarball addresses of the artifact's lockfiles.
   */
  isKnownThere(name: string, version: string, lockedAddresses: ReadonlySet<string>): boolean;
  /** A published version and what is listed of it. Never throws for what a registry does. */
  find(name: string, version: string): Promise<PublishedTarball>;
  close(): Promise<void>;
}

const LEGAL_NAME = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~!'()*-]*$/i;
const REQUEST_MILLIS = 30_000;
/** Failures in a row after which a registry is taken to be out of reach. */
const OUTAGE_FAILURES = 5;
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

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
  // What is cached is used at any age, unless it is too old to know the version.
  const listed = (await listedIn({})) ?? (await listedIn({ preferOffline: false, preferOnline: true }));
  return listed === undefined ? { state: 'unknown', what: 'version' } : listedVersion.parse(listed);
}

/** Asks each registry once for the keys that it signs with. */
function keyReader(options: Options): (name: string) => Promise<readonly RegistryKey[] | null> {
  const asked = new Map<string, Promise<readonly RegistryKey[] | null>>();
  return (name) => {
    const registry = npmFetch.pickRegistry(name, options);
    const known = asked.get(registry);
    if (known) return known;
    const keys = npmFetch
      .json('/-/npm/v1/keys', { ...options, registry })
      .then((answer) => registryKeys.parse(answer).keys)
      .catch(() => null);
    asked.set(registry, keys);
    return keys;
  };
}

function download(options: Options): (name: string, version: string) => Promise<PublishedTarball> {
  const keysFor = keyReader(options);
  return async (name, version) => {
    const spec = `${name}@${version}`;
    const listed = await readListed(spec, options);
    if ('state' in listed) return listed;
    const { tarball: resolved, integrity, shasum } = listed.dist;
    const sri = integrity ?? (shasum && `sha1-${Buffer.from(shasum, 'hex').toString('base64')}`);
    if (!sri) return { state: 'unavailable', reason: 'the registry lists no integrity of it' };
    const tarball = await pacote.tarball(spec, { ...options, resolved, integrity: sri });
    const keys = listed.dist.signatures ? await keysFor(name) : null;
    return { state: 'found', listed: listedPackageOf(listed, keys), tarball };
  };
}

/** Asks until the time is over or the registry seems out of reach, and turns failures into answers. */
function patiently(
  find: (name: string, version: string) => Promise<PublishedTarball>,
  maxMillis: number,
): (name: string, version: string) => Promise<PublishedTarball> {
  const endsAt = Date.now() + maxMillis;
  let failuresInARow = 0;
  return async (name, version) => {
    if (Date.now() > endsAt) {
      return { state: 'unavailable', reason: 'the time for it is over; another run goes on from here' };
    }
    if (failuresInARow >= OUTAGE_FAILURES) {
      return { state: 'unavailable', reason: 'the registry is out of reach' };
    }
    try {
      const answer = await find(name, version);
      failuresInARow = 0;
      return answer;
    } catch (error) {
      failuresInARow = isOutage(error) ? failuresInARow + 1 : 0;
      return failureOf(error);
    }
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

/** Published packages, asked for as npm would ask: `pacote` checks integrities and keeps what it downloaded. */
export async function openRegistry(settings: RegistryOptions): Promise<Registry> {
  const { cacheDir, concurrency, npmConfig, maxMillis } = settings;
  const cache = cacheDir ?? (await mkdtemp(join(tmpdir(), 'stowaway-registry-')));
  const limit = pLimit(concurrency);
  const find = patiently(download(requestOptions(settings, cache)), maxMillis);
  return {
    concurrency,
    isKnownThere: isKnownThere(npmConfig),
    find(name, version) {
      if (!LEGAL_NAME.test(name) || valid(version) === null) {
        return Promise.resolve({ state: 'unavailable', reason: 'no registry holds such a name or version' });
      }
      return limit(find, name, version);
    },
    async close() {
      if (cacheDir === null) await rm(cache, { recursive: true, force: true });
    },
  };
}

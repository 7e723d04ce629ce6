import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { FingerprintIndex } from '../recognition/index.js';
import type { ClassStore, ReleaseStore } from '../release-files/index.js';
import { DEFAULT_INDEX_FILE, openIndexFile, readIndexHead } from './index-file.js';
import { LICENSE_FILE, licenseDigest, readLicenseText } from './license-file.js';
import {
  CLASS_STORE_FILE,
  openClassStoreFile,
  openReleaseStoreFile,
  readReleaseStoreHead,
  RELEASE_STORE_FILE,
} from './release-store-file.js';

/** The indexes of published code to use. */
export interface FingerprintOptions {
  /** Files that `stowaway fingerprints build` wrote, used beside the shipped index. */
  readonly files?: readonly string[];
  /** Packages, or versions as `name@1.0.0`, to hide from all indexes: it measures results for unknown packages. */
  readonly without?: readonly string[];
}

/** The indexes of published code; plain data, workers open them on use. */
export interface FingerprintSet {
  readonly paths: readonly string[];
  readonly without: readonly string[];
  /** File of the store of published releases; null where there is none. */
  readonly releases: string | null;
  /** The same for classes of Java libraries. */
  readonly classes: string | null;
  /** Their name in reports. */
  readonly version: string;
  readonly packages: number;
  /** Hash of their content, hex: stored results depend on it. */
  readonly sha256: string;
}

/**
 * The indexes that a scan compares bundled code with: the shipped one, if it is there, and the given ones.
 * @param options null: none.
 * @throws ScanError when a given file is not an index.
 */
export function fingerprintSet(options: FingerprintOptions | null = {}): FingerprintSet | null {
  if (options === null) return null;
  const { files = [], without = [] } = options;
  const paths = existsSync(DEFAULT_INDEX_FILE) ? [DEFAULT_INDEX_FILE, ...files] : files;
  if (paths.length === 0) return null;
  const heads = paths.map(readIndexHead);
  const releases = readReleaseStoreHead(RELEASE_STORE_FILE);
  const classes = readReleaseStoreHead(CLASS_STORE_FILE);
  const stores = [releases, classes].map((head) => head?.sha256 ?? null);
  const digests = [...heads.map(({ sha256 }) => sha256), ...stores, licenseDigest()];
  return {
    paths,
    without,
    releases: releases && RELEASE_STORE_FILE,
    classes: classes && CLASS_STORE_FILE,
    version: heads.map(({ version }) => version).join('+'),
    packages: heads.reduce((sum, { packages }) => sum + packages, 0),
    sha256: createHash('sha256')
      .update(JSON.stringify([digests, without]))
      .digest('hex'),
  };
}

interface Opened {
  readonly index: FingerprintIndex;
  /** Packages that the shipped index does not have. */
  readonly ownNames: ReadonlySet<string>;
}

/** A thread analyses many artifacts: it opens indexes once. */
let latest: { readonly sha256: string; readonly opened: Promise<Opened> } | null = null;

async function open({ paths, without }: FingerprintSet): Promise<Opened> {
  const indexes = await Promise.all(paths.map(openIndexFile));
  const { joinIndexes, withoutPackages } = await import('../recognition/index.js');
  const namesIn = (isShipped: boolean): string[] =>
    indexes
      .filter((_index, at) => (paths[at] === DEFAULT_INDEX_FILE) === isShipped)
      .flatMap(({ packages }) => packages.map(({ name }) => name));
  const shipped = new Set(namesIn(true));
  return {
    index: withoutPackages(joinIndexes(indexes), without),
    ownNames: new Set(namesIn(false).filter((name) => !shipped.has(name))),
  };
}

function openOnce(set: FingerprintSet): Promise<Opened> {
  if (latest?.sha256 !== set.sha256) latest = { sha256: set.sha256, opened: open(set) };
  return latest.opened;
}

/** Opens indexes at the first call. */
export function fingerprintSource(set: FingerprintSet | null): () => Promise<FingerprintIndex | null> {
  return async () => set && (await openOnce(set)).index;
}

/** A thread opens the store once. */
let latestStore: { readonly sha256: string; readonly opened: Promise<ReleaseStore> } | null = null;

/** Opens the store of published releases at the first call. */
export function releaseSource(set: FingerprintSet | null): () => Promise<ReleaseStore | null> {
  return async () => {
    if (!set?.releases) return null;
    if (latestStore?.sha256 !== set.sha256)
      latestStore = { sha256: set.sha256, opened: openReleaseStoreFile(set.releases) };
    return latestStore.opened;
  };
}

let latestClasses: { readonly sha256: string; readonly opened: Promise<ClassStore> } | null = null;

/** Opens the store of classes of Java libraries at the first call. */
export function classSource(set: FingerprintSet | null): () => Promise<ClassStore | null> {
  return async () => {
    if (!set?.classes) return null;
    if (latestClasses?.sha256 !== set.sha256)
      latestClasses = { sha256: set.sha256, opened: openClassStoreFile(set.classes) };
    return latestClasses.opened;
  };
}

/** Reads the licences of published releases at each call; null without an index. */
export function licenseSource(set: FingerprintSet | null): () => string | null {
  return () => (set ? readLicenseText(LICENSE_FILE) : null);
}

/** Names of packages that only the user's own indexes have: they may be private. */
export function ownNames(set: FingerprintSet): () => Promise<ReadonlySet<string>> {
  return async () => (await openOnce(set)).ownNames;
}

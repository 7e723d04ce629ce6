import { ByteWriter } from './byte-writer.js';
import { ForkGroups, forkGroupsIn, type ForkGroupsWith } from './fork-groups.js';
import type { FingerprintIndex, IndexedDependency, IndexedListing } from './fingerprint-index.js';
import {
  HASH_PLANES,
  IS_ENTRY,
  IS_MODULE,
  IS_SCRIPT,
  KEY_PLANES,
  MAGIC,
  REFERENCE_PLANES,
  WEIGHT_PARTS,
} from './index-format.js';
import {
  inOrder,
  packDependencies,
  packPackage,
  type PackageToIndex,
  type PackedPackage,
} from './pack-package.js';
import { MAX_GROUPS, numberGroups, postingsOf, type NumberedGroup, type Posting } from './postings.js';
import { repackPackages, type ListedIndex, type Repacked } from './repack-packages.js';
import { FEATURES_VERSION } from '../features/source-features.js';

function writeList<T>(writer: ByteWriter, items: readonly T[], write: (item: T) => void): void {
  writer.number(items.length);
  for (const item of items) write(item);
}

function writeDependencies(writer: ByteWriter, dependencies: readonly IndexedDependency[]): void {
  writeList(writer, dependencies, ({ name, range, isOptional, runs }) => {
    writer.text(name);
    writer.text(range);
    writer.number(isOptional ? 1 : 0);
    writer.number(runs.length);
    writer.ascending(runs);
  });
}

function writeDetails(writer: ByteWriter, packed: PackedPackage): void {
  writeList(writer, packed.published, (version) => writer.text(version));
  writer.number(packed.indexed.length);
  writer.ascending(packed.indexed);
  writeList(writer, packed.sets, (bitmap) => writer.raw(bitmap));
  writeDependencies(writer, packed.dependencies);
  writer.number(packed.texts.length);
  writer.ascending(packed.texts.map(({ file }) => file));
  for (const { size } of packed.texts) writer.number(size);
  for (const { set } of packed.texts) writer.number(set);
  writer.planes(
    Uint32Array.from(packed.texts, ({ hash }) => hash),
    HASH_PLANES,
  );
  writeList(writer, packed.someImport, ({ name, file, set }) => {
    writer.text(name);
    writer.number(file);
    writer.number(set);
  });
}

function writePackage(writer: ByteWriter, packed: PackedPackage): void {
  writer.text(packed.name);
  writer.text(packed.forkGroup);
  writer.number(packed.shapeSample);
  const details = new ByteWriter();
  writeDetails(details, packed);
  writer.part(details);
  writeList(writer, packed.files, ({ path, isEntry, isModule, isScript, imports, groups }) => {
    writer.text(path);
    writer.number((isEntry ? IS_ENTRY : 0) | (isModule ? IS_MODULE : 0) | (isScript ? IS_SCRIPT : 0));
    writeList(writer, imports, (name) => writer.text(name));
    writer.number(groups.length);
  });
}

function writeGroups(writer: ByteWriter, groups: readonly NumberedGroup[]): void {
  for (const { group } of groups) writer.number(group.set);
  for (const { atoms } of groups) writer.number(atoms);
  for (const { shapes } of groups) writer.number(shapes);
  for (const { weight } of groups) writer.number(Math.round(weight * WEIGHT_PARTS));
}

function writePostings(writer: ByteWriter, postings: readonly Posting[]): void {
  const pairs = postings.flatMap(({ keys: own }, posting) => own.map((key) => key * MAX_GROUPS + posting));
  const sorted = Float64Array.from(pairs).sort();
  const keys = Uint32Array.from(sorted, (pair) => Math.floor(pair / MAX_GROUPS));
  const starts = new Map<number, number>();
  for (const key of keys) starts.set(key >>> 16, (starts.get(key >>> 16) ?? 0) + 1);
  writer.number(starts.size);
  writer.ascending(starts.keys());
  for (const count of starts.values()) writer.number(count);
  writer.planes(keys, KEY_PLANES);
  writer.planes(
    Uint32Array.from(sorted, (pair) => pair % MAX_GROUPS),
    REFERENCE_PLANES,
  );
  const lists = new ByteWriter();
  const lengths = postings.map(({ groups }) => {
    const before = lists.size;
    lists.ascending(groups);
    return lists.size - before;
  });
  writeList(writer, lengths, (length) => writer.number(length));
  writer.raw(lists.list());
}

function writeBinaries(writer: ByteWriter, packed: readonly PackedPackage[]): void {
  const all = packed.flatMap(({ binaries }, place) => binaries.map((binary) => ({ place, ...binary })));
  writeList(writer, all, ({ place, path, sha256, set }) => {
    writer.number(place);
    writer.text(path);
    writer.raw(Buffer.from(sha256, 'hex'));
    writer.number(set);
  });
}

/** Requirements of published versions: package → version → name → range. */
export type Listings = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, string>>>;

function packListing(manifests: ReadonlyMap<string, ReadonlyMap<string, string>>): IndexedListing {
  const published = inOrder(manifests.keys());
  return { published, dependencies: packDependencies(published.map((version) => manifests.get(version))) };
}

function writeListings(writer: ByteWriter, listings: readonly (readonly [string, IndexedListing])[]): void {
  const part = new ByteWriter();
  writeList(part, listings, ([name, { published, dependencies }]) => {
    part.text(name);
    writeList(part, published, (version) => part.text(version));
    writeDependencies(part, dependencies);
  });
  writer.part(part);
}

/** Writes how many packages require each name. */
function writeDependents(writer: ByteWriter, packed: readonly PackedPackage[]): void {
  const counts = new Map<string, number>();
  for (const { dependencies } of packed)
    for (const name of new Set(dependencies.map((each) => each.name)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  const part = new ByteWriter();
  writeList(
    part,
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
    ([name, count]) => {
      part.text(name);
      part.number(count);
    },
  );
  writer.part(part);
}

/** Listings that are taken over, and new ones. */
function allListings(listings: Listings, kept: Surroundings['kept']): (readonly [string, IndexedListing])[] {
  const found = new Map<string, IndexedListing>();
  for (const name of kept?.names ?? []) {
    const listing = kept?.from.listed(name);
    if (listing) found.set(name, listing);
  }
  for (const [name, manifests] of listings) found.set(name, packListing(manifests));
  return [...found];
}

/** The posting of features that are too common, with those of packages that are taken over. */
function withKeys(common: Posting | undefined, taken: Repacked | undefined): Posting {
  return { groups: [], keys: [...new Set([...(taken?.common ?? []), ...(common?.keys ?? [])])] };
}

const byName = (a: PackedPackage, b: PackedPackage): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** What an index holds besides packages with code. */
export interface Surroundings {
  /** Packages whose code is not in the index. */
  readonly listings?: Listings;
  /** Packages and listings that are taken over from another index, by name. */
  readonly kept?: {
    readonly from: ListedIndex;
    readonly names: ReadonlySet<string>;
    /** See `repackPackages`. */
    readonly maxShapes?: (name: string) => number;
  };
  /** The index that this one will be joined with: features count as less rare if its packages have them, too. */
  readonly beside?: FingerprintIndex;
}

/**
 * Writes an index of packages, in the format of index-format.ts.
 * @param packages read one by one: facts may be read from disk meanwhile.
 * @param version the index's name in reports.
 */
export function writeIndex(
  packages: Iterable<PackageToIndex>,
  version: string,
  { listings = new Map(), beside, kept }: Surroundings = {},
): Uint8Array {
  const taken = kept && repackPackages(kept.from, kept);
  const packed = [...(taken?.packages ?? [])];
  for (const each of packages) packed.push(packPackage(each));
  if (taken) packed.sort(byName);
  const forkGroups = new ForkGroups();
  const groups = numberGroups(packed, forkGroups);
  const inBeside = forkGroupsIn(beside, forkGroups);
  const forkGroupsBeside: ForkGroupsWith = (feature) =>
    taken?.common.has(feature) ? null : inBeside(feature);
  const [common, ...rare] = postingsOf(groups, { forkGroups: forkGroups.count, forkGroupsBeside });
  const writer = new ByteWriter();
  writer.raw(Buffer.from(MAGIC));
  writer.number(FEATURES_VERSION);
  writer.text(version);
  writeList(writer, packed, (each) => writePackage(writer, each));
  writeGroups(writer, groups);
  writePostings(writer, [withKeys(common, taken), ...rare]);
  writeBinaries(writer, packed);
  writeListings(writer, allListings(listings, kept));
  writeDependents(writer, packed);
  return writer.list();
}

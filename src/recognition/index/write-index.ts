import { ByteWriter } from './byte-writer.js';
import { isShape } from '../features/feature-log.js';
import { ForkGroups, forkGroupsIn, type ForkGroupsWith } from './fork-groups.js';
import type { FingerprintIndex, IndexedDependency } from './fingerprint-index.js';
import {
  HASH_PLANES,
  IS_ENTRY,
  IS_MODULE,
  IS_SCRIPT,
  isCommon,
  KEY_PLANES,
  MAGIC,
  REFERENCE_PLANES,
  WEIGHT_PARTS,
  weightOf,
} from './index-format.js';
import {
  inOrder,
  packDependencies,
  packPackage,
  type PackageToIndex,
  type PackedGroup,
  type PackedPackage,
} from './pack-package.js';
import { FEATURES_VERSION } from '../features/source-features.js';

/** Groups that a number can name together with a 32-bit hash in a double. */
const MAX_GROUPS = 2 ** 21;

/** A group while its features are sorted among those of all packages. */
interface NumberedGroup {
  readonly group: PackedGroup;
  /** Number of the package's fork group. */
  readonly forkGroup: number;
  /** Features that are not too common: a text can only match these. */
  atoms: number;
  shapes: number;
  /** The sum of their weights. */
  weight: number;
}

function numberGroups(packages: readonly PackedPackage[], forkGroups: ForkGroups): NumberedGroup[] {
  const groups = packages.flatMap(({ forkGroup, files }) => {
    const number = forkGroups.numberOf(forkGroup);
    return files.flatMap((file) =>
      file.groups.map((group) => ({ group, forkGroup: number, atoms: 0, shapes: 0, weight: 0 })),
    );
  });
  if (groups.length > MAX_GROUPS) throw new RangeError(`more than ${MAX_GROUPS} groups in one index`);
  return groups;
}

/** Every feature with the number of a group that has it, ascending by feature. */
function sortedPairs(groups: readonly NumberedGroup[]): Float64Array {
  const pairs = new Float64Array(groups.reduce((sum, { group }) => sum + group.features.length, 0));
  let at = 0;
  for (const [number, { group }] of groups.entries())
    for (const feature of group.features) pairs[at++] = feature * MAX_GROUPS + number;
  return pairs.sort();
}

interface Posting {
  readonly groups: readonly number[];
  readonly keys: number[];
}

/** What the weight of a feature depends on. */
interface Rarity {
  /** Number of fork groups. */
  readonly forkGroups: number;
  readonly forkGroupsBeside: ForkGroupsWith;
}

/** Every feature with the numbers of the groups that have it. */
function* heldFeatures(groups: readonly NumberedGroup[]): Generator<readonly [number, readonly number[]]> {
  const pairs = sortedPairs(groups);
  let feature = -1;
  let holders: number[] = [];
  for (const pair of pairs) {
    const next = Math.floor(pair / MAX_GROUPS);
    if (next !== feature && holders.length > 0) {
      yield [feature, holders];
      holders = [];
    }
    feature = next;
    holders.push(pair % MAX_GROUPS);
  }
  if (holders.length > 0) yield [feature, holders];
}

/** How many fork groups have a feature, in this index and beside it. Nearly all features are in one group. */
function countForkGroups(held: readonly NumberedGroup[], beside: ReadonlySet<number>): number {
  const [only] = held;
  if (only && held.length === 1) return beside.size + (beside.has(only.forkGroup) ? 0 : 1);
  return new Set([...held.map(({ forkGroup }) => forkGroup), ...beside]).size;
}

function countFeature(group: NumberedGroup, feature: number, weight: number): void {
  group.weight += weight;
  if (isShape(feature)) group.shapes += 1;
  else group.atoms += 1;
}

/** Postings of all features. Counts each feature that is not too common in its groups. */
function postingsOf(groups: readonly NumberedGroup[], { forkGroups, forkGroupsBeside }: Rarity): Posting[] {
  const common: Posting = { groups: [], keys: [] };
  const postings = new Map<number | string, Posting>();
  for (const [feature, holders] of heldFeatures(groups)) {
    const held = holders.flatMap((number) => groups[number] ?? []);
    const beside = forkGroupsBeside(feature);
    const owners = countForkGroups(held, beside ?? new Set());
    if (beside === null || isCommon(owners, holders.length)) {
      common.keys.push(feature);
      continue;
    }
    const weight = weightOf(owners, forkGroups);
    for (const each of held) countFeature(each, feature, weight);
    const key = holders.length === 1 ? (holders[0] ?? 0) : holders.join();
    const posting = postings.get(key) ?? { groups: holders, keys: [] };
    postings.set(key, posting);
    posting.keys.push(feature);
  }
  return [common, ...[...postings.values()].sort((a, b) => b.keys.length - a.keys.length)];
}

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
  writeList(writer, postings, ({ groups }) => {
    writer.number(groups.length);
    writer.ascending(groups);
  });
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

function writeListings(writer: ByteWriter, listings: Listings): void {
  const part = new ByteWriter();
  writeList(part, [...listings], ([name, manifests]) => {
    part.text(name);
    const published = inOrder(manifests.keys());
    writeList(part, published, (version) => part.text(version));
    writeDependencies(part, packDependencies(published.map((version) => manifests.get(version))));
  });
  writer.part(part);
}

/** What an index holds besides packages with code. */
export interface Surroundings {
  /** Packages whose code is not in the index. */
  readonly listings?: Listings;
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
  { listings = new Map(), beside }: Surroundings = {},
): Uint8Array {
  const packed: PackedPackage[] = [];
  for (const each of packages) packed.push(packPackage(each));
  const forkGroups = new ForkGroups();
  const groups = numberGroups(packed, forkGroups);
  const forkGroupsBeside = forkGroupsIn(beside, forkGroups);
  const postings = postingsOf(groups, { forkGroups: forkGroups.count, forkGroupsBeside });
  const writer = new ByteWriter();
  writer.raw(Buffer.from(MAGIC));
  writer.number(FEATURES_VERSION);
  writer.text(version);
  writeList(writer, packed, (each) => writePackage(writer, each));
  writeGroups(writer, groups);
  writePostings(writer, postings);
  writeBinaries(writer, packed);
  writeListings(writer, listings);
  return writer.list();
}

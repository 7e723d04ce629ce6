import { ByteReader, damagedIndex } from './byte-reader.js';
import { readFile } from './read-file.js';
import { ScanError } from '../../model/index.js';
import type {
  IndexedBinary,
  IndexedFile,
  IndexedGroups,
  IndexedPackage,
  IndexedListing,
} from './fingerprint-index.js';
import {
  DIGEST_BYTES,
  KEY_PLANES,
  KEY_STARTS,
  MAGIC,
  REFERENCE_PLANES,
  WEIGHT_PARTS,
} from './index-format.js';
import { onDemand, readDependency, readPackage } from './read-package.js';
import type { ListedIndex } from './repack-packages.js';
import { FEATURES_VERSION } from '../features/source-features.js';

/** Reads the files of a package and appends them to `files`. */
function readFiles(reader: ByteReader, owner: IndexedPackage, files: IndexedFile[]): void {
  for (let left = reader.count(); left > 0; left -= 1) files.push(readFile(reader, owner, files));
}

function readBinary(reader: ByteReader, packages: readonly IndexedPackage[]): IndexedBinary {
  const owner = packages[reader.number()];
  if (!owner) throw damagedIndex();
  const path = reader.text();
  const sha256 = Buffer.from(reader.raw(DIGEST_BYTES)).toString('hex');
  return { package: owner, path, sha256, versions: owner.sets[reader.number()] ?? [] };
}

function readGroups(reader: ByteReader, files: readonly IndexedFile[]): IndexedGroups {
  const count = files.at(-1)?.endGroup ?? 0;
  // Each group takes at least four bytes.
  if (count > reader.left) throw damagedIndex();
  const owners = new Uint32Array(count);
  for (const { number, firstGroup, endGroup } of files) owners.fill(number, firstGroup, endGroup);
  return {
    files: owners,
    sets: reader.numbers(count),
    atoms: reader.numbers(count),
    shapes: reader.numbers(count),
    weights: new Float32Array(reader.numbers(count)).map((parts) => parts / WEIGHT_PARTS),
  };
}

/** Start of the keys for each value of their upper 16 bits; the last element is the end. */
function readBuckets(reader: ByteReader): Uint32Array {
  const starts = reader.ascending(reader.count());
  const counts = reader.numbers(starts.length);
  const buckets = new Uint32Array(KEY_STARTS + 1);
  for (const [at, start] of starts.entries()) buckets[start + 1] = counts[at] ?? 0;
  for (let at = 1; at <= KEY_STARTS; at += 1) buckets[at] = (buckets[at] ?? 0) + (buckets[at - 1] ?? 0);
  return buckets;
}

const NONE = new Uint8Array();

interface Keys {
  readonly count: number;
  /** The position of a key; -1 if it is absent. */
  readonly find: (key: number) => number;
  /** All keys, ascending. */
  readonly all: () => Uint32Array;
}

function readKeys(reader: ByteReader): Keys {
  const buckets = readBuckets(reader);
  const count = buckets[KEY_STARTS] ?? 0;
  // The planes are not joined: a bundle looks up a part of the keys.
  const [lows = NONE, highs = NONE] = reader.planeBytes(count, KEY_PLANES);
  const halfAt = (at: number): number => (lows[at] ?? 0) | ((highs[at] ?? 0) << 8);
  const find = (key: number): number => {
    const half = key & 0xffff;
    const end = buckets[(key >>> 16) + 1] ?? 0;
    // Its own search: with `firstIndex`, which calls a test, each of millions of look-ups takes half as long again.
    let low = buckets[key >>> 16] ?? 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (halfAt(middle) < half) low = middle + 1;
      else high = middle;
    }
    return low < end && halfAt(low) === half ? low : -1;
  };
  const all = (): Uint32Array => {
    const keys = new Uint32Array(count);
    for (let start = 0; start < KEY_STARTS; start += 1)
      for (let at = buckets[start] ?? 0; at < (buckets[start + 1] ?? 0); at += 1)
        keys[at] = start * KEY_STARTS + halfAt(at);
    return keys;
  };
  return { count, find, all };
}

function readListings(reader: ByteReader): Map<string, IndexedListing> {
  return new Map(
    reader.list(() => {
      const name = reader.text();
      const published = reader.list(() => reader.text());
      return [name, { published, dependencies: reader.list(() => readDependency(reader)) }];
    }),
  );
}

function checkHead(reader: ByteReader): void {
  if (Buffer.from(reader.raw(MAGIC.length)).toString('latin1') !== MAGIC) throw damagedIndex();
  const featuresVersion = reader.number();
  if (featuresVersion === FEATURES_VERSION) return;
  throw new ScanError(
    'data',
    `The fingerprint index is of kind ${featuresVersion}, this program reads kind ${FEATURES_VERSION}.`,
    { hint: 'Build it again with `stowaway fingerprints build`.' },
  );
}

/**
 * Opens an index that `writeIndex` made.
 * @throws ScanError `data` if the bytes are no index, or one of another `FEATURES_VERSION`.
 */
export function openIndex(bytes: Uint8Array): ListedIndex {
  const reader = new ByteReader(bytes);
  checkHead(reader);
  const version = reader.text();
  const files: IndexedFile[] = [];
  const packages = reader.list(() => {
    const found = readPackage(reader);
    readFiles(reader, found, files);
    return found;
  });
  const groups = readGroups(reader, files);
  const { count, find, all } = readKeys(reader);
  const references = reader.planeBytes(count, REFERENCE_PLANES);
  const listOf = reader.ascendingLists();
  const binaries = reader.list(() => readBinary(reader, packages));
  const listings = reader.part();
  const listed = onDemand(() => readListings(listings));
  const counts = reader.part();
  const dependents = onDemand(() => new Map(counts.list(() => [counts.text(), counts.number()] as const)));
  return {
    version,
    packages,
    files,
    groups,
    forkGroups: new Set(packages.map(({ forkGroup }) => forkGroup)).size,
    binaries,
    features: all,
    listed: (name) => listed().get(name) ?? null,
    dependents: (name) => dependents().get(name) ?? 0,
    groupsOf(feature) {
      const place = find(feature);
      if (place < 0) return null;
      let posting = 0;
      for (let plane = REFERENCE_PLANES - 1; plane >= 0; plane -= 1)
        posting = posting * 256 + (references[plane]?.[place] ?? 0);
      return listOf(posting);
    },
  };
}

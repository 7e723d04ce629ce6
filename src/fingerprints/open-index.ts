import { ByteReader, damagedIndex } from './byte-reader.js';
import { ScanError } from '../model/index.js';
import type {
  FingerprintIndex,
  IndexedBinary,
  IndexedFile,
  IndexedGroup,
  IndexedPackage,
} from './fingerprint-index.js';
import { DIGEST_BYTES, IS_ENTRY, IS_MODULE, MAGIC, WEIGHT_PARTS } from './index-format.js';
import { FEATURES_VERSION } from './source-features.js';
import { membersOf } from './version-sets.js';

function readPackageFacts(reader: ByteReader): IndexedPackage {
  const name = reader.text();
  const family = reader.text();
  const shapeSample = reader.number();
  const published = reader.list(() => reader.text());
  const versions = [...reader.ascending(reader.count())].map((place) => published[place] ?? '');
  const bytes = Math.ceil(versions.length / 8);
  const sets = reader.list(() => membersOf(reader.raw(bytes)));
  const dependencies = reader.list(() => ({
    name: reader.text(),
    range: reader.text(),
    runs: [...reader.ascending(reader.count())],
  }));
  return { name, family, shapeSample, published, versions, sets, dependencies };
}

/** Reads a file of a package and adds its groups to those of all. */
function readFile(reader: ByteReader, owner: IndexedPackage, groups: IndexedGroup[]): void {
  const path = reader.text();
  const flags = reader.number();
  const imports = reader.list(() => reader.text());
  const count = reader.count();
  const file: IndexedFile = {
    package: owner,
    path,
    isEntry: (flags & IS_ENTRY) !== 0,
    isModule: (flags & IS_MODULE) !== 0,
    imports,
    firstGroup: groups.length,
    endGroup: groups.length + count,
  };
  for (let index = 0; index < count; index += 1) {
    const versions = owner.sets[reader.number()] ?? [];
    const atoms = reader.number();
    const shapes = reader.number();
    groups.push({ file, versions, atoms, shapes, weight: reader.number() / WEIGHT_PARTS });
  }
}

function readBinary(reader: ByteReader, packages: readonly IndexedPackage[]): IndexedBinary {
  const owner = packages[reader.number()];
  if (!owner) throw damagedIndex();
  const path = reader.text();
  const sha256 = Buffer.from(reader.raw(DIGEST_BYTES)).toString('hex');
  return { package: owner, path, sha256, versions: owner.sets[reader.number()] ?? [] };
}

/** Where the keys begin that share their upper 16 bits; the last one is the end. */
function bucketsOf(keys: Uint32Array): Uint32Array {
  const buckets = new Uint32Array(0x10001);
  for (const key of keys) buckets[(key >>> 16) + 1] = (buckets[(key >>> 16) + 1] ?? 0) + 1;
  for (let at = 1; at < buckets.length; at += 1) buckets[at] = (buckets[at] ?? 0) + (buckets[at - 1] ?? 0);
  return buckets;
}

/** Finds the place of a key in sorted keys; -1 when it is not there. */
function finder(keys: Uint32Array): (key: number) => number {
  const buckets = bucketsOf(keys);
  return (key) => {
    let low = buckets[key >>> 16] ?? 0;
    const end = buckets[(key >>> 16) + 1] ?? 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low < end && keys[low] === key ? low : -1;
  };
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
 * @throws ScanError `data` when the bytes are none, or of another kind of features.
 */
export function openIndex(bytes: Uint8Array): FingerprintIndex {
  const reader = new ByteReader(bytes);
  checkHead(reader);
  const version = reader.text();
  const groups: IndexedGroup[] = [];
  const packages = reader.list(() => {
    const facts = readPackageFacts(reader);
    for (let files = reader.count(); files > 0; files -= 1) readFile(reader, facts, groups);
    return facts;
  });
  const keys = reader.ascending(reader.count());
  const references = reader.numbers(keys.length);
  const { offsets, values } = reader.ascendingLists();
  const binaries = reader.isAtEnd ? [] : reader.list(() => readBinary(reader, packages));
  const find = finder(keys);
  const lists: Uint32Array[] = [];
  return {
    version,
    packages,
    groups,
    families: new Set(packages.map(({ family }) => family)).size,
    binaries,
    groupsOf(feature) {
      const place = find(feature);
      if (place < 0) return null;
      const posting = references[place] ?? 0;
      return (lists[posting] ??= values.subarray(offsets[posting], offsets[posting + 1]));
    },
  };
}

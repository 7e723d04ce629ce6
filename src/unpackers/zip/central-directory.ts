/** Reads the records of a central directory. APPNOTE §4.3.12 */
import { decodeName, type ByteSource, limitOf } from '../../files/index.js';
import { bufferOf, CENTRAL_SIGNATURE, type Directory, type Stretch } from './end-record.js';
import { unicodeName, wideNumbers } from './extra-fields.js';
import type { ZipEntry } from './zip-entry.js';

const RECORD_BYTES = 46;
/** Flag bits for encryption and strong encryption (APPNOTE 4.4.4). */
const ENCRYPTED_BITS = 0x41;
const AES = 99;
const NOT_ASCII = /[^\0-\x7f]/;
const SIGNATURE_RECORD = 0x05054b50;
/** Systems whose path separator is a backslash: FAT, OS/2, NTFS, VFAT (APPNOTE 4.4.2). */
const WINDOWS_HOSTS: ReadonlySet<number> = new Set([0, 6, 10, 14]);

export interface DirectoryListing {
  readonly entries: readonly ZipEntry[];
  /** Bytes of the directory, which contain the entries' names. */
  readonly bytes: Buffer;
  /** Reasons why entries may be missing; empty for a sound directory. */
  readonly faults: readonly string[];
  /** Irregularities that hide nothing. */
  readonly notes: readonly string[];
}

type Name = Pick<ZipEntry, 'name' | 'hasSecondName'>;

function nameOf(rawName: Stretch, extra: Stretch, host: number): Name {
  const { bytes, start, end } = rawName;
  const latin = bytes.toString('latin1', start, end);
  const isAscii = !NOT_ASCII.test(latin);
  const unicode = unicodeName(rawName, extra);
  const name = isAscii ? latin : (unicode ?? decodeName(bytes.subarray(start, end)));
  return {
    name: WINDOWS_HOSTS.has(host) && name.includes('\\') ? name.replaceAll('\\', '/') : name,
    hasSecondName: isAscii && unicode !== undefined && unicode !== latin,
  };
}

type Sizes = Pick<ZipEntry, 'size' | 'packedSize' | 'localOffset'>;

/** The sizes and the offset of a record; 64-bit values come from its zip64 field. Undefined when that field lacks a required value. */
function sizesOf(bytes: Buffer, at: number, extra: Stretch): Sizes | undefined {
  const [size = 0, packedSize = 0, localOffset = 0] = wideNumbers(
    [bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42)],
    extra,
  );
  const sizes = { size, packedSize, localOffset };
  return Object.values(sizes).every(Number.isSafeInteger) ? sizes : undefined;
}

/** The record at `at`, which must lie entirely within `bytes`. Undefined when its sizes are impossible. */
function entryOf(bytes: Buffer, at: number, base: number): ZipEntry | undefined {
  const start = at + RECORD_BYTES;
  const end = start + bytes.readUInt16LE(at + 28);
  const rawName = { bytes, start, end };
  const extra = { bytes, start: end, end: end + bytes.readUInt16LE(at + 30) };
  const sizes = sizesOf(bytes, at, extra);
  if (!sizes) return undefined;
  const { name, hasSecondName } = nameOf(rawName, extra, bytes.readUInt8(at + 5));
  const method = bytes.readUInt16LE(at + 10);
  return {
    name,
    hasSecondName,
    nameStart: start,
    nameEnd: end,
    method,
    encrypted: (bytes.readUInt16LE(at + 8) & ENCRYPTED_BITS) !== 0 || method === AES,
    crc: bytes.readUInt32LE(at + 16),
    size: sizes.size,
    packedSize: sizes.packedSize,
    localOffset: sizes.localOffset + base,
    host: bytes.readUInt8(at + 5),
    mode: bytes.readUInt16LE(at + 40),
  };
}

function recordLength(bytes: Buffer, at: number): number {
  return (
    RECORD_BYTES + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  );
}

function endFaults(bytes: Buffer, at: number, counts: readonly [number, number]): string[] {
  const [read, stated] = counts;
  const faults: string[] = [];
  const signed = at + 4 <= bytes.length && bytes.readUInt32LE(at) === SIGNATURE_RECORD;
  if (at < bytes.length && !signed) faults.push('its directory is cut or damaged');
  if (read < stated) faults.push(`its directory has ${read} of the ${stated} entries it should have`);
  return faults;
}

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** Index of the first separator in a record's name, or the name's end. */
function segmentEnd(bytes: Buffer, at: number): number {
  const start = at + RECORD_BYTES;
  const end = Math.min(start + bytes.readUInt16LE(at + 28), bytes.length);
  const windows = WINDOWS_HOSTS.has(bytes[at + 5] ?? -1);
  for (let cut = start; cut < end; cut += 1) {
    const byte = bytes[cut];
    if (byte === SLASH || (windows && byte === BACKSLASH)) return cut;
  }
  return end;
}

/** Names at the root of an archive, read from the directory's bytes. This costs a tenth of listing all entries. */
export function rootNamesIn(bytes: Buffer): ReadonlySet<string> {
  const raw = new Set<string>();
  let at = 0;
  while (at + RECORD_BYTES <= bytes.length && bytes.readUInt32LE(at) === CENTRAL_SIGNATURE) {
    raw.add(bytes.toString('latin1', at + RECORD_BYTES, segmentEnd(bytes, at)));
    at += recordLength(bytes, at);
  }
  return new Set([...raw].map((latin) => decodeName(Buffer.from(latin, 'latin1'))));
}

interface Records {
  readonly entries: readonly ZipEntry[];
  /** Number of records with impossible sizes. */
  readonly broken: number;
  /** Offset at which reading stopped. */
  readonly end: number;
}

function readRecords(bytes: Buffer, base: number, maxEntries: number): Records {
  const entries: ZipEntry[] = [];
  let broken = 0;
  let at = 0;
  while (at + RECORD_BYTES <= bytes.length && bytes.readUInt32LE(at) === CENTRAL_SIGNATURE) {
    const end = at + recordLength(bytes, at);
    if (end > bytes.length || entries.length > maxEntries) break;
    const entry = entryOf(bytes, at, base);
    if (entry) entries.push(entry);
    else broken += 1;
    at = end;
  }
  return { entries, broken, end: at };
}

/**
 * Lists an archive's entries in the order of its directory, which unzip and the platforms' extractors follow.
 * @param maxEntries the limit; one more entry is listed, so that the caller sees the excess.
 */
export function listDirectory(
  source: ByteSource,
  directory: Directory,
  maxEntries: number,
): DirectoryListing {
  const length = directory.end - directory.start;
  if (length > limitOf('zip-directory')) {
    return {
      entries: [],
      bytes: Buffer.alloc(0),
      faults: [`its directory is larger than ${limitOf('zip-directory')} bytes`],
      notes: [],
    };
  }
  const bytes = bufferOf(source.read(directory.start, length));
  const { entries, broken, end } = readRecords(bytes, directory.base, maxEntries);
  if (entries.length > maxEntries) return { entries, bytes, faults: [], notes: [] };
  const read = entries.length + broken;
  const faults = endFaults(bytes, end, [read, directory.entries]);
  if (broken > 0) faults.push(`${broken} of its entries state impossible sizes`);
  // Old writers let the 16-bit count overflow.
  const surplus = read > directory.entries && (read - directory.entries) % 0x10000 !== 0;
  return { entries, bytes, faults, notes: surplus ? ['its directory has more entries than it states'] : [] };
}

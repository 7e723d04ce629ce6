/** Reads the records of a central directory. APPNOTE §4.3.12, extra fields §4.5.3 (zip64) and §4.6.9 (Unicode path). */
import { crc32 } from 'node:zlib';
import { decodeName, type ByteSource } from '../../files/index.js';
import { bufferOf, CENTRAL_SIGNATURE, readUint64, type Directory } from './end-record.js';
import type { ZipEntry } from './zip-entry.js';

const RECORD_BYTES = 46;
const MAX_DIRECTORY_BYTES = 256 * 1024 * 1024;
const MAGIC_32 = 0xffffffff;
/** Encrypted, strongly encrypted (APPNOTE 4.4.4). */
const ENCRYPTED_BITS = 0x41;
const AES = 99;
const ZIP64_FIELD = 0x0001;
const UNICODE_PATH_FIELD = 0x7075;
const SIGNATURE_RECORD = 0x05054b50;
/** Writers whose separator is a backslash: FAT, OS/2, NTFS, VFAT (APPNOTE 4.4.2). */
const WINDOWS_HOSTS: ReadonlySet<number> = new Set([0, 6, 10, 14]);

export interface DirectoryListing {
  readonly entries: readonly ZipEntry[];
  /** Why entries may be missing; empty for a sound directory. */
  readonly faults: readonly string[];
  /** Oddities that hide nothing. */
  readonly notes: readonly string[];
}

/** Content of an extra field, undefined when it is not there. */
function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return end <= extra.length ? extra.subarray(at + 4, end) : undefined;
    at = end;
  }
  return undefined;
}

/** The name that the Unicode path field gives, if it was made for this raw name. */
function unicodeName(rawName: Buffer, extra: Buffer): string | undefined {
  const field = extraField(extra, UNICODE_PATH_FIELD);
  if (!field || field.length < 5 || field[0] !== 1 || field.readUInt32LE(1) !== crc32(rawName))
    return undefined;
  return decodeName(field.subarray(5));
}

function nameOf(rawName: Buffer, extra: Buffer, host: number): string {
  const plain = decodeName(rawName);
  const name = (extra.length > 0 && unicodeName(rawName, extra)) || plain;
  return WINDOWS_HOSTS.has(host) && name.includes('\\') ? name.replaceAll('\\', '/') : name;
}

type Sizes = Pick<ZipEntry, 'size' | 'packedSize' | 'localOffset'>;

/** The sizes and offset of a record, the wide ones from its zip64 field; undefined when that lacks one it should have. */
function sizesOf(record: Buffer, extra: Buffer): Sizes | undefined {
  const narrow = [record.readUInt32LE(24), record.readUInt32LE(20), record.readUInt32LE(42)] as const;
  const [size, packedSize, localOffset] = narrow;
  if (!narrow.includes(MAGIC_32)) return { size, packedSize, localOffset };
  const field = extraField(extra, ZIP64_FIELD);
  let at = 0;
  const wide = narrow.map((value) => {
    if (value !== MAGIC_32) return value;
    at += 8;
    return field && at <= field.length ? readUint64(field, at - 8) : Number.NaN;
  }) as [number, number, number];
  if (!wide.every((value) => Number.isSafeInteger(value))) return undefined;
  return { size: wide[0], packedSize: wide[1], localOffset: wide[2] };
}

/** One record of known length; undefined when its sizes make no sense. */
function entryOf(record: Buffer, base: number): ZipEntry | undefined {
  const nameEnd = RECORD_BYTES + record.readUInt16LE(28);
  const rawName = record.subarray(RECORD_BYTES, nameEnd);
  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
  const sizes = sizesOf(record, extra);
  if (!sizes) return undefined;
  const method = record.readUInt16LE(10);
  return {
    name: nameOf(rawName, extra, record.readUInt8(5)),
    rawName,
    method,
    encrypted: (record.readUInt16LE(8) & ENCRYPTED_BITS) !== 0 || method === AES,
    crc: record.readUInt32LE(16),
    size: sizes.size,
    packedSize: sizes.packedSize,
    localOffset: sizes.localOffset + base,
    mode: record.readUInt16LE(40),
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

interface Records {
  readonly entries: readonly ZipEntry[];
  /** Records whose sizes make no sense. */
  readonly broken: number;
  /** Where reading stopped. */
  readonly end: number;
}

function readRecords(bytes: Buffer, base: number, maxEntries: number): Records {
  const entries: ZipEntry[] = [];
  let broken = 0;
  let at = 0;
  while (at + RECORD_BYTES <= bytes.length && bytes.readUInt32LE(at) === CENTRAL_SIGNATURE) {
    const end = at + recordLength(bytes, at);
    if (end > bytes.length || entries.length > maxEntries) break;
    const entry = entryOf(bytes.subarray(at, end), base);
    if (entry) entries.push(entry);
    else broken += 1;
    at = end;
  }
  return { entries, broken, end: at };
}

/**
 * Lists an archive's entries in the order of its directory, which is what unzip and the platforms' extractors go by.
 * @param maxEntries how many can be used: one more than that is listed, so that it shows that there are too many.
 */
export function listDirectory(
  source: ByteSource,
  directory: Directory,
  maxEntries: number,
): DirectoryListing {
  const length = directory.end - directory.start;
  if (length > MAX_DIRECTORY_BYTES) {
    return { entries: [], faults: [`its directory is larger than ${MAX_DIRECTORY_BYTES} bytes`], notes: [] };
  }
  const bytes = bufferOf(source.read(directory.start, length));
  const { entries, broken, end } = readRecords(bytes, directory.base, maxEntries);
  if (entries.length > maxEntries) return { entries, faults: [], notes: [] };
  const read = entries.length + broken;
  const faults = endFaults(bytes, end, [read, directory.entries]);
  if (broken > 0) faults.push(`${broken} of its entries state impossible sizes`);
  // Old writers let the 16-bit count overflow.
  const surplus = read > directory.entries && (read - directory.entries) % 0x10000 !== 0;
  return { entries, faults, notes: surplus ? ['its directory has more entries than it states'] : [] };
}

import { normalize } from 'node:path/posix';
import { crc32, gunzipSync, inflateRawSync } from 'node:zlib';
import { decodeName } from '../../src/files/index.js';

/** The result of another reader for an archive: files in its order, without checks of names. */
export interface OtherFile {
  readonly name: string;
  readonly content: Buffer;
}

type OtherReader = (bytes: Buffer) => readonly OtherFile[];

function inflated(method: number, packed: Buffer): Buffer | null {
  try {
    return method === 0 ? packed : method === 8 ? inflateRawSync(packed, { maxOutputLength: 2 ** 22 }) : null;
  } catch {
    return null;
  }
}

interface LocalEntry {
  readonly file: OtherFile | null;
  /** Where its packed bytes begin, and where they end by its header. */
  readonly start: number;
  readonly end: number;
}

/** The name that a Unicode path field of a local header gives, if it was made for the name beside it: as bsdtar. */
function unicodeName(rawName: Buffer, extra: Buffer): string | undefined {
  for (let at = 0; at + 9 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 0x7075 && extra.readUInt32LE(at + 5) === crc32(rawName))
      return decodeName(extra.subarray(at + 9, at + 4 + extra.readUInt16LE(at + 2)));
  return undefined;
}

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');

/** Where an entry's packed bytes end by its header alone; undefined if that leaves it to a data descriptor. */
function packedEnd(bytes: Buffer, at: number, start: number): number | undefined {
  const stated = bytes.readUInt32LE(at + 18);
  const isStreamed = (bytes.readUInt16LE(at + 6) & 8) !== 0 && stated === 0;
  return isStreamed ? undefined : Math.min(bytes.length, start + stated);
}

/** The entry that a local header alone describes; null where there is none. */
function localEntry(bytes: Buffer, at: number): LocalEntry | null {
  if (at + 30 > bytes.length || !bytes.subarray(at, at + 4).equals(LOCAL)) return null;
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
  const start = nameEnd + bytes.readUInt16LE(at + 28);
  if (start > bytes.length) return null;
  const method = bytes.readUInt16LE(at + 8);
  const end = packedEnd(bytes, at, start);
  // Nobody can tell where stored bytes end without their size.
  const content = end === undefined && method === 0 ? null : inflated(method, bytes.subarray(start, end));
  const rawName = bytes.subarray(at + 30, nameEnd);
  const name = unicodeName(rawName, bytes.subarray(nameEnd, start)) ?? decodeName(rawName);
  return { file: content && { name, content }, start, end: end ?? start };
}

/** As a stream is read: header by header, as `java.util.zip.ZipInputStream` and busybox do; a lost one is looked for. */
const streamedZip: OtherReader = (bytes) => {
  const files: OtherFile[] = [];
  for (let at = bytes.indexOf(LOCAL); at >= 0;) {
    const entry = localEntry(bytes, at);
    if (entry?.file) files.push(entry.file);
    at = bytes.indexOf(LOCAL, entry ? Math.max(entry.end, at + 4) : at + 4);
  }
  return files;
};

const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');

/** Reads the records of a directory, wherever they lie, without counts, sizes or checksums: as Python and Go do, without their checks. */
const listedZip: OtherReader = (bytes) => {
  const files: OtherFile[] = [];
  for (
    let at = bytes.indexOf(CENTRAL);
    at >= 0 && at + 46 <= bytes.length;
    at = bytes.indexOf(CENTRAL, at + 4)
  ) {
    const entry = localEntry(bytes, bytes.readUInt32LE(at + 42));
    if (!entry) continue;
    const packed = bytes.subarray(entry.start, entry.start + bytes.readUInt32LE(at + 20));
    const content = inflated(bytes.readUInt16LE(at + 10), packed);
    const name = decodeName(bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)));
    if (content) files.push({ name, content });
  }
  return files;
};

function textAt(bytes: Buffer, at: number, length: number): string {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return decodeName(field.subarray(0, end < 0 ? length : end));
}

/** The name that a header of its own gives the next entry: GNU's long name, or the path of pax records. */
function nameFrom(type: string, content: Buffer): string | undefined {
  if (type === 'L') return textAt(content, 0, content.length);
  const text = content.toString('latin1');
  // A record's length decides where it ends: a name may hold a line break.
  const record = type === 'x' ? /^(\d+) path=/m.exec(text) : null;
  if (!record) return undefined;
  const path = text.slice(record.index + record[0].length, record.index + Number(record[1]) - 1);
  return decodeName(Buffer.from(path, 'latin1'));
}

function unpacked(packed: Buffer): Buffer {
  try {
    return packed[0] === 0x1f ? gunzipSync(packed, { maxOutputLength: 2 ** 24 }) : packed;
  } catch {
    return Buffer.alloc(0);
  }
}

interface TarRecord {
  readonly type: string;
  readonly name: string;
  readonly content: Buffer;
}

function* tarRecords(bytes: Buffer): Generator<TarRecord> {
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(textAt(bytes, at + 124, 12).trim() || '0', 8);
    if (!Number.isSafeInteger(size)) return;
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    yield { type, name: textAt(bytes, at, 100), content: bytes.subarray(at + 512, at + 512 + size) };
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** Header by header, as busybox does: long names count, sizes of pax records and checksums do not. The last of a name stays. */
const plainTar: OtherReader = (packed) => {
  const files = new Map<string, OtherFile>();
  let longName: string | undefined;
  for (const { type, content, ...record } of tarRecords(unpacked(packed))) {
    const name = normalize(longName ?? record.name).replace(/\/$/, '');
    longName = nameFrom(type, content) ?? (type === 'K' ? longName : undefined);
    if (['\0', '0', '7'].includes(type)) files.set(name, { name, content });
    else if ('12'.includes(type)) files.delete(name);
  }
  return [...files.values()];
};

/** Readers for an archive of this name. */
export function otherReaders(name: string): ReadonlyMap<string, OtherReader> {
  const isTar = /\.(?:tar|tgz)$/.test(name);
  const readers: [string, OtherReader][] = isTar
    ? [['plain tar', plainTar]]
    : [
        ['streamed zip', streamedZip],
        ['listed zip', listedZip],
      ];
  return new Map(readers);
}

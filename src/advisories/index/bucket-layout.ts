import type { Hash } from 'node:crypto';

/*
 * Layout of a bucket file, integers little-endian:
 *   magic (8 bytes) · format version (u32) · length of the header (u32) · header as JSON, padded to HEADER_BYTES
 *   bucket table: offset in the body where each bucket starts, and the body's length (u32 each)
 *   body: the lines of bucket 0, of bucket 1, …; a line is the JSON array of a key and its values
 *   tail: bytes for the writer's own use
 */
const MAGIC = 'stowaway';
const FORMAT_VERSION = 1;
const FIXED_BYTES = 16;
export const HEADER_BYTES = 1024;
export const TABLE_ENTRY_BYTES = 4;

export interface Header {
  readonly about: unknown;
  readonly buckets: number;
  readonly bodyBytes: number;
  readonly tailBytes: number;
  /** Hex, over `about` and everything after the header. */
  readonly sha256: string;
}

/** Offsets of a file's sections. */
export interface Sections {
  readonly body: number;
  readonly tail: number;
  readonly end: number;
}

export function sectionsOf({ buckets, bodyBytes, tailBytes }: Header): Sections {
  const body = HEADER_BYTES + (buckets + 1) * TABLE_ENTRY_BYTES;
  return { body, tail: body + bodyBytes, end: body + bodyBytes + tailBytes };
}

/** @throws RangeError when `about` is too long for the header. */
export function formatHeader(header: Header): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  if (json.length > HEADER_BYTES - FIXED_BYTES) throw new RangeError('the header is too long');
  const bytes = Buffer.alloc(HEADER_BYTES, ' ');
  bytes.write(MAGIC, 'latin1');
  bytes.writeUInt32LE(FORMAT_VERSION, 8);
  bytes.writeUInt32LE(json.length, 12);
  json.copy(bytes, FIXED_BYTES);
  return bytes;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** @throws Error when it is no header that we can read. */
export function parseHeader(bytes: Buffer): Header {
  const version = bytes.readUInt32LE(8);
  if (bytes.toString('latin1', 0, 8) !== MAGIC) throw new Error('it is not an index of stowaway');
  if (version !== FORMAT_VERSION)
    throw new Error(`its format ${version} is not the format of this version of stowaway`);
  const json = bytes.toString('utf8', FIXED_BYTES, FIXED_BYTES + bytes.readUInt32LE(12));
  const header = JSON.parse(json) as Header;
  const counts = [header.buckets, header.bodyBytes, header.tailBytes];
  if (!counts.every(isCount)) throw new Error('its header is damaged');
  return header;
}

/** 32-bit FNV-1a over UTF-16 code units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

export function bucketIndexOf(key: string, buckets: number): number {
  return hashOf(key) % buckets;
}

/** Where the bucket of a key lies in the body: [start, end). */
export function bucketOf(key: string, table: Buffer): readonly [number, number] {
  const at = bucketIndexOf(key, table.length / TABLE_ENTRY_BYTES - 1) * TABLE_ENTRY_BYTES;
  return [table.readUInt32LE(at), table.readUInt32LE(at + TABLE_ENTRY_BYTES)];
}

/** Starts the hash of a file's content. */
export function hashOfContent(hash: Hash, about: unknown): Hash {
  return hash.update(JSON.stringify(about));
}

/** Locates the central directory of a zip. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT §4.3.14–4.3.16 */
import type { ByteSource } from '../../files/index.js';
import { beginsArchive } from '../archive-formats.js';

export interface Directory {
  /** Offset in the file of its first record. */
  readonly start: number;
  /** Upper bound of its end: the offset of the first end record. */
  readonly end: number;
  /** Number of entries that the end record states. */
  readonly entries: number;
  /** Added to the offsets of local headers: the number of bytes before the archive. */
  readonly base: number;
  /** Reasons why another reader could see another directory. */
  readonly doubts: readonly string[];
}

const END_SIGNATURE = Buffer.from('PK\x05\x06', 'latin1');
const LOCATOR_SIGNATURE = 0x07064b50;
const END64_SIGNATURE = 0x06064b50;
export const CENTRAL_SIGNATURE = 0x02014b50;
const END_BYTES = 22;
const LOCATOR_BYTES = 20;
const END64_BYTES = 56;
const MAX_COMMENT_BYTES = 0xffff;

/** Bytes [start, end) of a larger buffer. Separate views for 100,000 entries would dominate the cost. */
export interface Stretch {
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

/** The bytes as a Buffer, without a copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads a 64-bit number. Beyond 2^53 it is inexact, and every later check rejects it because no file is that large. */
export function readUint64(bytes: Buffer, offset: number): number {
  return bytes.readUInt32LE(offset) + bytes.readUInt32LE(offset + 4) * 2 ** 32;
}

function signatureAt(source: ByteSource, offset: number): number | undefined {
  if (!Number.isSafeInteger(offset) || offset < 0 || offset + 4 > source.size) return undefined;
  return bufferOf(source.read(offset, 4)).readUInt32LE(0);
}

/** Values that an end record, or its zip64 form, states. */
interface Stated {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
  readonly multiDisk: boolean;
}

interface Candidate {
  readonly directory: Directory;
  /** True if the record's comment ends at the end of the file. */
  readonly exact: boolean;
  /** True if another archive follows the comment. */
  readonly behind: boolean;
}

function statedBy(record: Buffer): Stated {
  const entries = record.readUInt16LE(10);
  return {
    entries,
    size: record.readUInt32LE(12),
    offset: record.readUInt32LE(16),
    multiDisk: record.readUInt16LE(4) !== 0 || record.readUInt16LE(8) !== entries,
  };
}

/** The zip64 end record before an end record, if there is one; `at` is its offset. */
function readEnd64(source: ByteSource, endOffset: number): (Stated & { readonly at: number }) | undefined {
  const locatorOffset = endOffset - LOCATOR_BYTES;
  if (signatureAt(source, locatorOffset) !== LOCATOR_SIGNATURE) return undefined;
  const locator = bufferOf(source.read(locatorOffset, LOCATOR_BYTES));
  // In an archive with a prefix the stated offset is wrong; the record then lies directly before its locator.
  const at = [readUint64(locator, 8), locatorOffset - END64_BYTES].find(
    (offset) => signatureAt(source, offset) === END64_SIGNATURE && offset + END64_BYTES <= locatorOffset,
  );
  if (at === undefined) return undefined;
  const record = bufferOf(source.read(at, END64_BYTES));
  const entries = readUint64(record, 32);
  return {
    at,
    entries,
    size: readUint64(record, 40),
    offset: readUint64(record, 48),
    multiDisk: record.readUInt32LE(16) !== 0 || readUint64(record, 24) !== entries,
  };
}

function doubtsOf(plain: Stated, wide: Stated | undefined, twoStarts: boolean): string[] {
  const doubts: string[] = [];
  const differs = (['entries', 'size', 'offset'] as const).some(
    (field) =>
      wide && plain[field] !== wide[field] && plain[field] !== (field === 'entries' ? 0xffff : 0xffffffff),
  );
  if (differs) doubts.push('its end record and its zip64 end record disagree');
  if (twoStarts) doubts.push('a directory lies where the end record says and another one right before it');
  if ((wide ?? plain).multiDisk) doubts.push('it is marked as one of several disks');
  return doubts;
}

/** The directory that the end record at this offset describes, if there is one. */
function directoryAt(source: ByteSource, endOffset: number, record: Buffer): Directory | undefined {
  const plain = statedBy(record);
  const wide = readEnd64(source, endOffset);
  const { entries, size, offset } = wide ?? plain;
  const end = wide?.at ?? endOffset;
  // As unzip, Java and Python do: the directory ends where the end record begins, and a prefix shifts all offsets.
  const before = end - size;
  const starts = [...new Set([before, offset])].filter(
    (start) => start < end && signatureAt(source, start) === CENTRAL_SIGNATURE,
  );
  const doubts = doubtsOf(plain, wide, starts.length > 1);
  const [start] = starts;
  if (start !== undefined)
    return { start, end, entries, base: start === before ? before - offset : 0, doubts };
  return entries === 0 && size === 0 ? { start: end, end, entries, base: 0, doubts } : undefined;
}

/** Every end record in the last 64 KiB that leads to a directory, last one first. */
function findCandidates(source: ByteSource): Candidate[] {
  const length = Math.min(source.size, END_BYTES + MAX_COMMENT_BYTES);
  const tailOffset = source.size - length;
  const tail = bufferOf(source.read(tailOffset, length));
  const found: Candidate[] = [];
  for (
    let at = tail.lastIndexOf(END_SIGNATURE);
    at >= 0;
    at = at > 0 ? tail.lastIndexOf(END_SIGNATURE, at - 1) : -1
  ) {
    const commentEnd = at + END_BYTES <= length ? at + END_BYTES + tail.readUInt16LE(at + 20) : Infinity;
    if (commentEnd > length) continue;
    const directory = directoryAt(source, tailOffset + at, tail.subarray(at, at + END_BYTES));
    if (!directory) continue;
    const behind = beginsArchive(tail.subarray(commentEnd));
    found.push({ directory, exact: commentEnd === length, behind });
  }
  return found;
}

/**
 * The central directory of an archive; undefined when there is none. Of several end records, the last one whose comment
 * ends with the file is used. Any other that a less careful reader would use is a doubt.
 */
export function findDirectory(source: ByteSource): Directory | undefined {
  const candidates = findCandidates(source);
  const chosen = candidates.find(({ exact }) => exact) ?? candidates[0];
  if (!chosen) return undefined;
  const index = candidates.indexOf(chosen);
  const rival = candidates.some((candidate, at) => at < index || (at > index && candidate.exact));
  const doubts = [
    ...(rival ? ['it has several end records'] : []),
    ...(chosen.behind ? ['another archive follows its end'] : []),
  ];
  return { ...chosen.directory, doubts: [...chosen.directory.doubts, ...doubts] };
}

/** False if no zip can end in these last bytes of a file. @param tail the whole file, or its last 64 KiB. */
export function mayEndAsZip(tail: Uint8Array): boolean {
  return bufferOf(tail.subarray(-END_BYTES - MAX_COMMENT_BYTES)).lastIndexOf(END_SIGNATURE) >= 0;
}

/** True if the file ends with the end record of a zip, whatever it begins with. */
export function endsAsZip(source: ByteSource): boolean {
  return findCandidates(source).some(({ exact }) => exact);
}

/** True if the file contains a directory with entries, whatever surrounds it. */
export function holdsEntries(source: ByteSource): boolean {
  return findCandidates(source).some(({ directory: { start, end } }) => start < end);
}

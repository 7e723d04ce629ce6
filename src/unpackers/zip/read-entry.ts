import { Readable } from 'node:stream';
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import {
  HEAD_BYTES,
  RATIO_FREE_BYTES,
  TAIL_BYTES,
  type ByteSource,
  type FileRead,
  type Limits,
} from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';
import type { FindLocalHeader } from './local-header.js';
import { DEFLATE, methodName, STORED, type ZipEntry } from './zip-entry.js';

/** An opened archive, from which entries are read. */
export interface EntrySource {
  readonly source: ByteSource;
  readonly headerOf: FindLocalHeader;
}

/** What users can do about an archive with such a problem, as a sentence behind another one; empty where nothing helps. */
export function remedyFor(code: ProblemCode): string {
  if (code === 'malformed') return ' Build the archive again, or scan its unpacked folder.';
  if (code === 'encrypted') return ' Build the archive without a password.';
  if (code === 'unsupported') return ' Build the archive with deflate or no compression.';
  if (code === 'unsafe-path') return ' Build the archive with forward slashes in its names.';
  return code === 'too-large' ? ' Scan its unpacked folder.' : '';
}

type Why = readonly [ProblemCode, string];
type Content = { readonly bytes: Uint8Array } | { readonly why: Why };

/** True if an entry's compression ratio exceeds Limits.maxRatio. */
function isBomb({ size, packedSize }: ZipEntry, { maxRatio }: Pick<Limits, 'maxRatio'>): boolean {
  return size > RATIO_FREE_BYTES && size > packedSize * maxRatio;
}

/** The reason why an entry cannot be read at all, as far as the directory shows it. */
export function refusalOf(entry: ZipEntry, limits: Pick<Limits, 'maxRatio'>): Why | undefined {
  if (entry.encrypted) return ['encrypted', 'The file is encrypted.'];
  if (entry.method !== STORED && entry.method !== DEFLATE) {
    return ['unsupported', `The file is packed with ${methodName(entry.method)}, which is not supported.`];
  }
  if (!isBomb(entry, limits)) return undefined;
  return ['too-large', `The file inflates to more than ${limits.maxRatio} times its packed size.`];
}

function inflate(packed: Uint8Array, size: number): Content {
  try {
    // One chunk for the whole output, and one byte above the stated size, so that a wrong size fails at once.
    const bytes = inflateRawSync(packed, { maxOutputLength: size + 1, chunkSize: Math.max(64, size + 1) });
    return { bytes };
  } catch (error) {
    const tooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    const why = tooLong ? 'it inflates to more than its stated size' : (error as Error).message;
    return { why: ['malformed', `The file cannot be inflated: ${why}.`] };
  }
}

function contentOf({ source, headerOf }: EntrySource, entry: ZipEntry): Content {
  const header = headerOf(entry);
  if (!header) return { why: ['malformed', 'The file has no header or is cut off in the archive.'] };
  const packed = source.read(header.dataStart, entry.packedSize);
  const content = entry.method === STORED ? { bytes: packed } : inflate(packed, entry.size);
  if ('why' in content) return content;
  if (content.bytes.byteLength !== entry.size) {
    return { why: ['malformed', 'The size of the file differs from the size in the archive.'] };
  }
  if (crc32(content.bytes) !== entry.crc) return { why: ['malformed', 'The checksum of the file is wrong.'] };
  return content;
}

/** Reads one entry. Reads at most its stated size, and returns bytes only if size and checksum are right. */
export function readEntry(source: EntrySource, entry: ZipEntry, limits: Limits): Content {
  const why = refusalOf(entry, limits);
  return why ? { why } : contentOf(source, entry);
}

/** Packed bytes that inflate to at least `HEAD_BYTES`, however badly the entry compressed, and to a few megabytes at most. */
const PACKED_HEAD_BYTES = HEAD_BYTES + 1024;
/** Packed bytes that inflate to `HEAD_BYTES` of most texts. */
const PACKED_TEXT_BYTES = HEAD_BYTES / 2;

/** The start of an entry, see `FileTree`; a small entry is read whole. */
export function readEntryHead(source: EntrySource, entry: ZipEntry, limits: Limits): Content {
  if (entry.packedSize <= PACKED_TEXT_BYTES || entry.size <= HEAD_BYTES)
    return readEntry(source, entry, limits);
  const why = refusalOf(entry, limits);
  const header = why ? undefined : source.headerOf(entry);
  // Reading the whole entry reports the problem.
  if (!header) return readEntry(source, entry, limits);
  const packed = source.source.read(header.dataStart, Math.min(entry.packedSize, PACKED_HEAD_BYTES));
  if (entry.method === STORED) return { bytes: packed };
  for (const length of [PACKED_TEXT_BYTES, PACKED_HEAD_BYTES]) {
    const bytes = inflateStart(packed.subarray(0, length));
    if (bytes.length >= HEAD_BYTES) return { bytes };
  }
  return readEntry(source, entry, limits);
}

/** Inflates the start of packed bytes; empty where they are malformed. */
function inflateStart(packed: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}

const PIECE_BYTES = 64 * 1024;

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) yield bytes.subarray(at, at + PIECE_BYTES);
}

/** The end of the inflated bytes, in little memory. @throws Error where the packed bytes are malformed. */
async function inflateEnd(packed: Uint8Array): Promise<Uint8Array> {
  let tail = Buffer.alloc(0);
  for await (const chunk of Readable.from(piecesOf(packed)).pipe(
    createInflateRaw({ chunkSize: 2 * TAIL_BYTES }),
  ))
    tail = Buffer.concat([tail.subarray(-TAIL_BYTES), chunk as Buffer]);
  return tail;
}

/** The end of an entry, see `FileTree`; a packed entry that is small enough is read whole. */
export async function readEntryTail(source: EntrySource, entry: ZipEntry, limits: Limits): Promise<Content> {
  const isWhole = entry.method === STORED ? entry.size <= TAIL_BYTES : entry.size <= limits.maxFileBytes;
  const why = refusalOf(entry, limits);
  const header = isWhole || why ? undefined : source.headerOf(entry);
  if (!header) return readEntry(source, entry, limits);
  const end = header.dataStart + entry.packedSize;
  if (entry.method === STORED) return { bytes: source.source.read(end - TAIL_BYTES, TAIL_BYTES) };
  try {
    return { bytes: await inflateEnd(Buffer.from(source.source.read(header.dataStart, entry.packedSize))) };
  } catch (error) {
    return { why: ['malformed', `The file cannot be inflated: ${(error as Error).message}.`] };
  }
}

/** An entry's content, or its problem, under its path in the tree. */
export function readFile(content: Content, path: string): FileRead {
  if ('bytes' in content) return { path, bytes: content.bytes };
  const [code, why] = content.why;
  return { path, problem: { code, path, message: why + remedyFor(code), affectsCompleteness: true } };
}

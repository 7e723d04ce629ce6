import { Readable } from 'node:stream';
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { HEAD_BYTES, TAIL_BYTES, type ByteSource, type FileRead, type Limits } from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';
import type { FindLocalHeader } from './local-header.js';
import { DEFLATE, methodName, STORED, type ZipEntry } from './zip-entry.js';

/** Where entries are read from. */
export interface EntrySource {
  readonly source: ByteSource;
  readonly headerOf: FindLocalHeader;
}

type Why = readonly [ProblemCode, string];
type Content = { readonly bytes: Uint8Array } | { readonly why: Why };

const RATIO_FREE_BYTES = 1024 * 1024;

/** True if an entry inflates further than the limit of Limits.maxRatio lets it. */
function isBomb({ size, packedSize }: ZipEntry, { maxRatio }: Pick<Limits, 'maxRatio'>): boolean {
  return size > RATIO_FREE_BYTES && size > packedSize * maxRatio;
}

/** Why an entry cannot be read at all, as the directory shows already. */
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
    // One chunk that holds it all, and one byte more than may come out, so that a lie shows at once.
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

/** Reads one entry: never more than its stated size, and only if size and checksum are right. */
export function readEntry(source: EntrySource, entry: ZipEntry, limits: Limits): Content {
  const why = refusalOf(entry, limits);
  return why ? { why } : contentOf(source, entry);
}

/** Packed bytes that inflate to `HEAD_BYTES` however little packing saved, and to some megabytes at most. */
const PACKED_HEAD_BYTES = HEAD_BYTES + 1024;

/** The start of an entry, see `FileTree`; of an entry that is no larger, all of it. */
export function readEntryHead(source: EntrySource, entry: ZipEntry, limits: Limits): Content {
  if (entry.packedSize <= PACKED_HEAD_BYTES || entry.size <= HEAD_BYTES)
    return readEntry(source, entry, limits);
  const why = refusalOf(entry, limits);
  const header = why ? undefined : source.headerOf(entry);
  // What is wrong with it is found by who reads it whole.
  if (!header) return readEntry(source, entry, limits);
  const packed = source.source.read(header.dataStart, PACKED_HEAD_BYTES);
  if (entry.method === STORED) return { bytes: packed };
  const bytes = inflateStart(packed);
  return bytes.length >= HEAD_BYTES ? { bytes } : readEntry(source, entry, limits);
}

/** What comes out of the start of packed bytes; nothing where they are malformed. */
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

/** The end of what comes out of packed bytes, in little memory. @throws Error where they are malformed. */
async function inflateEnd(packed: Uint8Array): Promise<Uint8Array> {
  let tail = Buffer.alloc(0);
  for await (const chunk of Readable.from(piecesOf(packed)).pipe(
    createInflateRaw({ chunkSize: 2 * TAIL_BYTES }),
  ))
    tail = Buffer.concat([tail.subarray(-TAIL_BYTES), chunk as Buffer]);
  return tail;
}

/** The end of an entry, see `FileTree`; of a packed entry that may be read whole, all of it. */
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

/** An entry's content, or its problem, under the path it has in the tree. */
export function readFile(content: Content, path: string): FileRead {
  if ('bytes' in content) return { path, bytes: content.bytes };
  const [code, message] = content.why;
  return { path, problem: { code, path, message, affectsCompleteness: true } };
}

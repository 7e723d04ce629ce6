import { createHash } from 'node:crypto';
import { closeSync, constants as FLAGS, openSync, readSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { readUserBytes } from '../files/index.js';
import type { ListedIndex } from '../recognition/index.js';
import { ScanError } from '../model/index.js';

/** The index that the package ships. */
export const DEFAULT_INDEX_FILE = fileURLToPath(new URL('../../data/fingerprints.bin', import.meta.url));

/**
 * The uncompressed first line of an index: reports name the index by it and stored results depend on it,
 * without opening the index.
 */
export interface IndexHead {
  /** The index's name in reports. */
  readonly version: string;
  readonly packages: number;
  /** Of the index as `writeIndex` made it, hex. */
  readonly sha256: string;
}

/** An index is packed (Brotli) in pieces of so many bytes, each with its packed length before it: several are unpacked at once. */
const PIECE_BYTES = 4 * 1024 * 1024;
const LENGTH_BYTES = 4;
/** A larger file is not an index: it would not fit into memory. */
const MAX_PIECES = 128;
const MAX_HEAD_BYTES = 1024;
const HINT = 'Name a file that `stowaway fingerprints build` wrote.';

function damaged(path: string, cause?: unknown): ScanError {
  return new ScanError('data', `The fingerprint index ${path} is damaged.`, { hint: HINT, cause });
}

function outdated(path: string): ScanError {
  return new ScanError(
    'data',
    `The fingerprint index ${path} has a format that this version does not read.`,
    {
      hint: 'Build it again with `stowaway fingerprints build`.',
    },
  );
}

function unreadable(path: string, cause: unknown): ScanError {
  return new ScanError('not-found', `The fingerprint index ${path} cannot be read.`, { hint: HINT, cause });
}

function parseHead(line: string): IndexHead | null {
  const [, sha256, packages, version] = /^STOWFP6 ([0-9a-f]{64}) (\d{1,9}) (.*)$/.exec(line) ?? [];
  return sha256 === undefined || version === undefined
    ? null
    : { version, packages: Number(packages), sha256 };
}

function headOf(path: string, bytes: Buffer): { readonly head: IndexHead; readonly end: number } {
  const end = bytes.subarray(0, MAX_HEAD_BYTES).indexOf(10);
  const line = end < 0 ? '' : bytes.toString('utf8', 0, end);
  const head = parseHead(line);
  if (!head) throw /^STOWFP\d /.test(line) ? outdated(path) : damaged(path);
  return { head, end };
}

/** Reads the head of an index. @throws ScanError when the file is missing or not an index. */
export function readIndexHead(path: string): IndexHead {
  const buffer = Buffer.alloc(MAX_HEAD_BYTES);
  try {
    // Opening a pipe would block.
    const descriptor = openSync(path, FLAGS.O_RDONLY | (FLAGS.O_NONBLOCK ?? 0));
    readSync(descriptor, buffer);
    closeSync(descriptor);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return headOf(path, buffer).head;
}

function readWhole(path: string): Buffer {
  return readUserBytes({ path, what: 'index of fingerprints', hint: HINT });
}

function packedPieces(path: string, bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = headOf(path, bytes).end + 1; at < bytes.length;) {
    if (at + LENGTH_BYTES > bytes.length || pieces.length === MAX_PIECES) throw damaged(path);
    const start = at + LENGTH_BYTES;
    at = start + bytes.readUInt32LE(at);
    if (at > bytes.length) throw damaged(path);
    pieces.push(bytes.subarray(start, at));
  }
  return pieces;
}

async function unpack(path: string): Promise<Uint8Array> {
  const pieces = packedPieces(path, readWhole(path));
  const options = { maxOutputLength: PIECE_BYTES, chunkSize: PIECE_BYTES };
  try {
    return Buffer.concat(
      await Promise.all(pieces.map((piece) => promisify(brotliDecompress)(piece, options))),
    );
  } catch (cause) {
    throw damaged(path, cause);
  }
}

/**
 * Reads an index that `writeIndexFile` wrote to disk.
 * @throws ScanError when it is not there, damaged, or made with other features than this version's.
 */
export async function openIndexFile(path: string): Promise<ListedIndex> {
  const bytes = await unpack(path);
  // Loaded late: most scans meet no bundle.
  const { openIndex } = await import('../recognition/index.js');
  return openIndex(bytes);
}

async function pack(index: Uint8Array): Promise<Buffer[]> {
  const starts = Array.from(
    { length: Math.ceil(index.length / PIECE_BYTES) },
    (_each, at) => at * PIECE_BYTES,
  );
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  const pieces = await Promise.all(
    starts.map((start) => promisify(brotliCompress)(index.subarray(start, start + PIECE_BYTES), { params })),
  );
  return pieces.flatMap((piece) => {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(piece.length);
    return [length, piece];
  });
}

/** Writes an index atomically. @returns the bytes of the file. */
export async function writeIndexFile(path: string, index: Uint8Array): Promise<number> {
  const { openIndex } = await import('../recognition/index.js');
  const { version, packages } = openIndex(index);
  const sha256 = createHash('sha256').update(index).digest('hex');
  const head = Buffer.from(
    `STOWFP6 ${sha256} ${packages.length} ${version.replaceAll('\n', ' ').slice(0, 200)}\n`,
  );
  const packed = Buffer.concat([head, ...(await pack(index))]);
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, packed);
  renameSync(temporary, path);
  return packed.length;
}

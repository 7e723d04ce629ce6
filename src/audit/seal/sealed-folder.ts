import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { isSystemError, ScanError, systemReason } from '../../model/index.js';

/** What is wrong with a file of a folder, in words. */
export interface Fault {
  readonly path: string;
  readonly words: string;
}

/** Limits of what is read of a folder that somebody else made. */
const MAX_ENTRIES = 200_000;
const MAX_DEPTH = 8;
/** Bytes of a file that are hashed: a report of 10,000 functions has some hundred MB. */
const MAX_FILE_BYTES = 4 * 1024 ** 3;
const CHUNK_BYTES = 1024 * 1024;

interface Walk {
  readonly root: string;
  /** Paths of plain files, POSIX. */
  readonly files: string[];
  readonly faults: Fault[];
  entries: number;
}

/** The plain files of a folder, and what is wrong with its other entries. */
export type SealedFolder = Pick<Walk, 'files' | 'faults'>;

const LINK = 'It is a link. Evidence has plain files only.';
const SPECIAL = 'It is no plain file.';

function takeEntry(entry: Dirent, [path, depth]: readonly [string, number], walk: Walk): void {
  if (entry.isSymbolicLink()) walk.faults.push({ path, words: LINK });
  else if (entry.isDirectory()) takeFolder(path, depth + 1, walk);
  else if (entry.isFile()) walk.files.push(path);
  else walk.faults.push({ path, words: SPECIAL });
}

function takeFolder(path: string, depth: number, walk: Walk): void {
  if (depth > MAX_DEPTH) {
    walk.faults.push({ path, words: `The folder is deeper than ${MAX_DEPTH} folders.` });
    return;
  }
  const entries = readdirSync(join(walk.root, path), { withFileTypes: true });
  if (entries.length === 0 && path !== '') walk.faults.push({ path, words: 'The folder is empty.' });
  for (const entry of entries) {
    walk.entries += 1;
    if (walk.entries > MAX_ENTRIES) return;
    takeEntry(entry, [path === '' ? entry.name : `${path}/${entry.name}`, depth], walk);
  }
}

/** The plain files of a folder, without following links. @throws ScanError when it cannot be listed. */
export function listSealedFolder(root: string): SealedFolder {
  const walk: Walk = { root, files: [], faults: [], entries: 0 };
  try {
    takeFolder('', 0, walk);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new ScanError('usage', `The folder ${root} cannot be read: ${systemReason(cause)}.`, {
      hint: 'Name a folder that stowaway evidence made.',
      cause,
    });
  }
  if (walk.entries > MAX_ENTRIES)
    walk.faults.push({ path: '', words: `The folder has more than ${MAX_ENTRIES} entries.` });
  return walk;
}

/** Reads a plain file in pieces. Neither follows a link nor waits for a pipe. @returns what is wrong, or null. */
function eachPiece(file: string, maxBytes: number, take: (piece: Buffer) => void): string | null {
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return SPECIAL;
    if (stats.size > maxBytes) return `It has more than ${maxBytes} bytes.`;
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    let left = maxBytes;
    for (;;) {
      const count = readSync(descriptor, buffer, 0, CHUNK_BYTES, null);
      if (count === 0) return null;
      left -= count;
      if (left < 0) return `It has more than ${maxBytes} bytes.`;
      take(buffer.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
}

type Read<T> = { readonly value: T; readonly fault: null } | { readonly value: null; readonly fault: string };

function guarded<T>(read: () => string | null, value: () => T): Read<T> {
  try {
    const fault = read();
    return fault === null ? { value: value(), fault } : { value: null, fault };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { value: null, fault: `It cannot be read: ${systemReason(error)}.` };
  }
}

/** The SHA-256 of a file, as hexadecimal digits. */
export function digestOf(root: string, path: string): Read<string> {
  const hash = createHash('sha256');
  return guarded(
    () => eachPiece(join(root, path), MAX_FILE_BYTES, (piece) => void hash.update(piece)),
    () => hash.digest('hex'),
  );
}

/** The bytes of a file. @param maxBytes a larger file is a fault. */
export function smallFile(root: string, path: string, maxBytes: number): Read<Buffer> {
  const pieces: Buffer[] = [];
  return guarded(
    () => eachPiece(join(root, path), maxBytes, (piece) => void pieces.push(Buffer.from(piece))),
    () => Buffer.concat(pieces),
  );
}

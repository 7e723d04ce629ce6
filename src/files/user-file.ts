import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { ScanError, systemReason } from '../model/index.js';
import { limitOf } from './limit-table.js';

/** A file that the user names, and its purpose. */
export interface UserFile {
  readonly path: string;
  /** `configuration`, `baseline` …: what messages call it. */
  readonly what: string;
  /** Advice when it is missing. */
  readonly hint: string;
}

/** Between two looks at a pipe that is silent. */
const SILENCE_STEP_MILLIS = 10;
const CHUNK_BYTES = 1024 * 1024;

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SILENCE_STEP_MILLIS);
}

/** Bytes read into `chunk`; null when a pipe has none yet. */
function readChunk(descriptor: number, chunk: Buffer): number | null {
  try {
    return readSync(descriptor, chunk, 0, chunk.length, null);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return null;
    throw error;
  }
}

/** All of a file, a pipe or a device; null when it has no end, or is larger than any such file. */
function readAll(descriptor: number): Buffer | null {
  const chunks: Buffer[] = [];
  for (let bytes = 0, silence = 0; bytes <= limitOf('user-file') && silence < limitOf('pipe-silence');) {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const read = readChunk(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks);
    if (read === null) pause();
    silence = read === null ? silence + SILENCE_STEP_MILLIS : 0;
    bytes += read ?? 0;
    chunks.push(chunk.subarray(0, read ?? 0));
  }
  return null;
}

/**
 * The bytes of a file that the user named. A pipe is read to its end.
 * @throws ScanError `not-found` when it cannot be read or is larger than any such file.
 */
export function readUserBytes({ path, what, hint }: UserFile): Buffer {
  let descriptor: number | null = null;
  try {
    // Opening a pipe would block until a writer opens it.
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const bytes = readAll(descriptor);
    if (!bytes)
      throw new ScanError('not-found', `The ${what} ${path} is too large, or has no end.`, { hint });
    if (bytes.length > 0 || !fstatSync(descriptor).isFIFO()) return bytes;
    throw new ScanError('not-found', `Nothing came from the pipe ${path} that the ${what} is read from.`, {
      hint,
    });
  } catch (cause) {
    if (cause instanceof ScanError) throw cause;
    throw new ScanError('not-found', `The ${what} ${path}: ${systemReason(cause)}.`, {
      hint,
      cause,
    });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/**
 * The text of a file that the user named, UTF-8 with or without a byte order mark.
 * @throws ScanError `not-found` when it cannot be read or is larger than any such file.
 */
export function readUserFile(file: UserFile): string {
  return readUserBytes(file)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

/** Where rules are read from: this machine, or the state of a branch. */
export interface UserFiles {
  exists(path: string): Promise<boolean>;
  /** @throws ScanError `not-found` */
  read(file: UserFile): Promise<string>;
}

/** Files as they are on this machine. */
export const HOST_FILES: UserFiles = {
  exists: (path) => Promise.resolve(existsSync(path)),
  read: async (file) => readUserFile(file),
};

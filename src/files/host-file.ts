import { createHash, hash } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { HEAD_BYTES, TAIL_BYTES } from './file-tree.js';
import { hostPathOf, type RawName } from './raw-name.js';

/** A regular file of this machine at the time its folder was opened. */
export interface HostFile extends Pick<Stats, 'size' | 'ctimeMs' | 'ino'> {
  readonly hostPath: RawName;
  readonly executable: boolean;
  /** sha256 of its bytes, one character a byte. */
  readonly sha256: string;
}

/** Why an existing file was not read. */
export class HostFileError extends Error {
  readonly code: 'stale' | 'too-large';

  constructor(code: HostFileError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const EXECUTE = 0o111;

/** Opens a regular file, passes its descriptor to `use`, and closes it. Never follows a link that replaced the file, and never blocks on a pipe. */
function withHostFile<T>(hostPath: RawName, use: (descriptor: number, stats: Stats) => T): T {
  // Flags that a system lacks (Windows) count as 0.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW;
  const descriptor = openSync(hostPathOf(hostPath), flags);
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new HostFileError('stale', 'It is no longer a file.');
    return use(descriptor, stats);
  } finally {
    closeSync(descriptor);
  }
}

function describe(hostPath: RawName, { size, ctimeMs, ino, mode }: Stats, sha256: string): HostFile {
  return { hostPath, size, ctimeMs, ino, executable: (mode & EXECUTE) !== 0, sha256 };
}

/** A file without a sha256 that is not read; reading it later fails. */
export function describeHostFile(hostPath: RawName): HostFile {
  return describe(hostPath, lstatSync(hostPathOf(hostPath)), '');
}

/** Fills a buffer from a position, or from the descriptor's current one, and returns it. */
function fill(descriptor: number, buffer: Uint8Array, from: number | null = null): Uint8Array {
  for (let done = 0; done < buffer.byteLength;) {
    const at = from === null ? null : from + done;
    const count = readSync(descriptor, buffer, done, buffer.byteLength - done, at);
    if (count === 0) throw new HostFileError('stale', 'The file became shorter while it was read.');
    done += count;
  }
  return buffer;
}

/** sha256 of the next `size` bytes, read through one buffer, so that memory does not depend on the file's size. */
function hashOf(descriptor: number, size: number, buffer: Uint8Array): string {
  const { byteLength } = buffer;
  if (size <= byteLength) return hash('sha256', fill(descriptor, buffer.subarray(0, size)), 'binary');
  const sum = createHash('sha256');
  for (let left = size; left > 0; left -= byteLength)
    sum.update(fill(descriptor, buffer.subarray(0, Math.min(left, byteLength))));
  return sum.digest('binary');
}

/**
 * Reads a whole file and its identity.
 * @param maxBytes size of the largest file that is read.
 * @throws HostFileError, or the file system error.
 */
export function hashHostFile(
  hostPath: RawName,
  { buffer, maxBytes }: { readonly buffer: Uint8Array; readonly maxBytes: number },
): HostFile {
  return withHostFile(hostPath, (descriptor, stats) => {
    const { size } = stats;
    if (size > maxBytes)
      throw new HostFileError('too-large', 'The file exceeds the limit for all files together.');
    const sha256 = hashOf(descriptor, size, buffer);
    return describe(hostPath, stats, sha256);
  });
}

const CHANGED = 'The file changed while the folder was read.';

/**
 * The same bytes that were hashed.
 * @throws HostFileError when the bytes have changed, or the file system error.
 */
export function readHostFile({ hostPath, size, sha256 }: HostFile): Uint8Array {
  return withHostFile(hostPath, (descriptor, stats) => {
    const bytes = stats.size === size && fill(descriptor, Buffer.allocUnsafeSlow(size));
    if (bytes && hash('sha256', bytes, 'binary') === sha256) return bytes;
    throw new HostFileError('stale', CHANGED);
  });
}

/**
 * The first `HEAD_BYTES` of a file, or all bytes of a smaller one. For a larger file, only its size and ctime prove
 * that it is unchanged.
 * @throws HostFileError when the bytes have changed, or the file system error.
 */
export function readHostHead(file: HostFile): Uint8Array {
  return readHostPart(file, [0, HEAD_BYTES]);
}

/** The last `TAIL_BYTES` of a file, else as `readHostHead`. */
export function readHostTail(file: HostFile): Uint8Array {
  return readHostPart(file, [Math.max(0, file.size - TAIL_BYTES), TAIL_BYTES]);
}

function readHostPart(file: HostFile, [from, length]: readonly [number, number]): Uint8Array {
  if (file.size <= length) return readHostFile(file);
  return withHostFile(file.hostPath, (descriptor, { size, ctimeMs, ino }) => {
    if (size !== file.size || ctimeMs !== file.ctimeMs || ino !== file.ino)
      throw new HostFileError('stale', CHANGED);
    return fill(descriptor, Buffer.allocUnsafeSlow(length), from);
  });
}

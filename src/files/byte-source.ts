import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';
import { beat } from './beat.js';

/**
 * Random access to the bytes of one archive, in memory or on disk. Unpackers read through it and never open files.
 * Reads are synchronous: an archive reader alternates tiny reads and inflates, where promises cost more than the work.
 */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /**
   * Bytes [offset, offset + length). The result may be a view on a shared buffer: copy it to keep it.
   * @throws RangeError outside [0, size]; Error when the file changed or cannot be read any more.
   */
  read(offset: number, length: number): Uint8Array;
  /** All of them, where threads can share them. */
  readonly memory?: SharedArrayBuffer;
  /** False once a read failed: results may lack some bytes. Missing where no read can fail. */
  readonly isIntact?: () => boolean;
}

const MAX_IN_MEMORY_BYTES = 128 * 1024 * 1024;
const WINDOW_BYTES = 8 * 1024 * 1024;

function checkRange(size: number, offset: number, length: number): void {
  const inside = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0;
  if (!inside || offset + length > size) {
    throw new RangeError(`bytes ${offset}+${length} lie outside of the ${size} there are`);
  }
}

/** Bytes that are already in memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.byteLength,
    read(offset, length) {
      checkRange(bytes.byteLength, offset, length);
      return bytes.subarray(offset, offset + length);
    },
  };
}

/** Identity of a file's content. No program can set the time of the last change (ctime). */
type Version = Pick<Stats, 'size' | 'ctimeMs' | 'ino'>;

/** Fills a buffer from a file, which must be the one that was there at first. No descriptor outlives the call. */
function readStretch(
  hostPath: string | Buffer,
  opened: Version,
  [stretch, start]: readonly [Uint8Array, number],
): void {
  beat();
  // Never waits for a pipe that took the file's place.
  const descriptor = openSync(hostPath, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const now = fstatSync(descriptor);
    if (now.size !== opened.size || now.ctimeMs !== opened.ctimeMs || now.ino !== opened.ino) {
      throw new Error('the file changed while it was read');
    }
    for (let done = 0; done < stretch.length;) {
      const count = readSync(descriptor, stretch, done, stretch.length - done, start + done);
      if (count === 0) throw new Error('the file became shorter while it was read');
      done += count;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** A file too large for memory: reads go through one window, so that neighbours cost one system call. */
function windowedFile(hostPath: string | Buffer, opened: Version): ByteSource {
  const { size } = opened;
  let isIntact = true;
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  return {
    size,
    read(offset, length) {
      checkRange(size, offset, length);
      if (offset < start || offset + length > start + window.byteLength) {
        const stretch = Buffer.allocUnsafeSlow(Math.min(size - offset, Math.max(length, WINDOW_BYTES)));
        try {
          readStretch(hostPath, opened, [stretch, offset]);
        } catch (error) {
          isIntact = false;
          throw error;
        }
        window = stretch;
        start = offset;
      }
      return window.subarray(offset - start, offset - start + length);
    },
    isIntact: () => isIntact,
  };
}

/** All of a file, where threads can share it. */
function fileInMemory(hostPath: string | Buffer, opened: Version): ByteSource {
  const memory = new SharedArrayBuffer(opened.size);
  const bytes = new Uint8Array(memory);
  readStretch(hostPath, opened, [bytes, 0]);
  return { ...bytesInMemory(bytes), memory };
}

export interface ByteSourceOptions {
  readonly maxInMemoryBytes?: number | undefined;
  /** The file's state when it was first seen. */
  readonly expected?: Version;
}

/**
 * Opens a file: in memory up to `maxInMemoryBytes`, larger files through a window of 8 MiB.
 * @throws the file system error when it cannot be opened (ENOENT, EACCES …), Error when it is not the expected file.
 */
export function openByteSource(
  hostPath: string | Buffer,
  { maxInMemoryBytes = MAX_IN_MEMORY_BYTES, expected }: ByteSourceOptions = {},
): ByteSource {
  const found = statSync(hostPath);
  if (!found.isFile()) throw new Error(`${hostPath.toString()} is not a regular file`);
  const opened = expected ?? found;
  return opened.size <= maxInMemoryBytes ? fileInMemory(hostPath, opened) : windowedFile(hostPath, opened);
}

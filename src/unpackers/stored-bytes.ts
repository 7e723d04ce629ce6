import { Buffer } from 'node:buffer';
import type { ByteSource } from '../files/index.js';

/** Bytes of an archive, with random access or as a stream that can be restarted. */
export interface StoredBytes {
  readonly size: number;
  /** Random access, where available. */
  readonly direct?: ByteSource;
  /** All bytes from the first one. Iterating throws when the bytes are broken. */
  stream(): AsyncIterable<Uint8Array>;
}

const PIECE_BYTES = 64 * 1024;

/** Yields copies, because a source may reuse its buffer. */
async function* pieces(source: ByteSource): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += PIECE_BYTES) {
    yield Buffer.from(source.read(at, Math.min(PIECE_BYTES, source.size - at)));
  }
}

export function storedIn(source: ByteSource): StoredBytes {
  return { size: source.size, direct: source, stream: () => pieces(source) };
}

function sliceOfSource(source: ByteSource, offset: number, size: number): ByteSource {
  return {
    size,
    read(at, length) {
      if (at < 0 || length < 0 || at + length > size)
        throw new RangeError('the read leaves its part of the archive');
      return source.read(offset + at, length);
    },
  };
}

async function* sliceOfStream(
  chunks: AsyncIterable<Uint8Array>,
  [start, end]: readonly [number, number],
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of chunks) {
    const from = Math.max(0, start - at);
    const to = Math.min(chunk.byteLength, end - at);
    if (from < to) yield chunk.subarray(from, to);
    at += chunk.byteLength;
    if (at >= end) return;
  }
}

/** A range that lies entirely within `stored`, such as a nested archive. */
export function sliceOf(stored: StoredBytes, [offset, size]: readonly [number, number]): StoredBytes {
  if (stored.direct) return storedIn(sliceOfSource(stored.direct, offset, size));
  return { size, stream: () => sliceOfStream(stored.stream(), [offset, offset + size]) };
}

/** The first `length` bytes, or fewer when there are no more. */
export async function headOf(stored: StoredBytes, length: number): Promise<Uint8Array> {
  const wanted = Math.min(length, stored.size);
  if (stored.direct) return stored.direct.read(0, wanted);
  const head: Uint8Array[] = [];
  for await (const chunk of sliceOf(stored, [0, wanted]).stream()) head.push(chunk);
  return Buffer.concat(head);
}

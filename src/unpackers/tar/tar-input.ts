import { Buffer } from 'node:buffer';
import type { ByteSource } from '../../files/index.js';
import type { StoredBytes } from '../stored-bytes.js';

/** A forward-only reader of an archive. */
export interface TarInput {
  /** Offset of the next byte. */
  position(): number;
  /** The next bytes; fewer when the archive ends. */
  take(length: number): Promise<Uint8Array>;
  /** @returns how many bytes were skipped; fewer when the archive ends. */
  skip(length: number): Promise<number>;
  /** Releases the stream. */
  close(): Promise<void>;
}

function sourceInput(source: ByteSource): TarInput {
  let at = 0;
  const step = (length: number): number => Math.min(length, source.size - at);
  return {
    position: () => at,
    take(length) {
      const count = step(length);
      at += count;
      return Promise.resolve(source.read(at - count, count));
    },
    skip(length) {
      const count = step(length);
      at += count;
      return Promise.resolve(count);
    },
    close: () => Promise.resolve(),
  };
}

function streamInput(stream: AsyncIterable<Uint8Array>): TarInput {
  const chunks = stream[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array();
  let at = 0;

  /** Reads up to `length` bytes and passes them on piece by piece. */
  async function advance(length: number, use?: (piece: Uint8Array) => void): Promise<number> {
    let left = length;
    while (left > 0) {
      if (chunk.byteLength === 0) {
        const next = await chunks.next();
        if (next.done) break;
        chunk = next.value;
      }
      const piece = chunk.subarray(0, left);
      use?.(piece);
      chunk = chunk.subarray(piece.byteLength);
      left -= piece.byteLength;
      at += piece.byteLength;
    }
    return length - left;
  }

  return {
    position: () => at,
    async take(length) {
      const taken: Uint8Array[] = [];
      await advance(length, (piece) => taken.push(piece));
      return taken.length === 1 ? taken[0]! : Buffer.concat(taken);
    },
    skip: (length) => advance(length),
    async close() {
      await chunks.return?.();
    },
  };
}

export function tarInput(stored: StoredBytes): TarInput {
  return stored.direct ? sourceInput(stored.direct) : streamInput(stored.stream());
}

import { gunzipSync, inflateSync } from 'node:zlib';
import { limitOf } from '../../files/index.js';

/** The first bytes of a file that gzip packed, and of one that zlib packed. */
const GZIP = [0x1f, 0x8b, 0x08] as const;
const ZLIB = 0x78;
const ZLIB_LEVELS: ReadonlySet<number> = new Set([0x01, 0x5e, 0x9c, 0xda]);

function inflate(
  bytes: Uint8Array,
): ((packed: Uint8Array, options: { maxOutputLength: number }) => Uint8Array) | null {
  if (GZIP.every((byte, at) => bytes[at] === byte)) return gunzipSync;
  return bytes[0] === ZLIB && ZLIB_LEVELS.has(bytes[1] ?? 0) ? inflateSync : null;
}

/** What a packed file holds, as code reads it; the bytes themselves if they are not packed, broken or too large. */
export function unpackedBytes(bytes: Uint8Array): Uint8Array {
  const unpack = inflate(bytes);
  if (!unpack) return bytes;
  try {
    return unpack(bytes, { maxOutputLength: limitOf('rule-packed') });
  } catch {
    return bytes;
  }
}

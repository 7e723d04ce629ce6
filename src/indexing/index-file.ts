import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { openIndex, type FingerprintIndex } from '../fingerprints/index.js';
import { ScanError } from '../model/index.js';

/** The index that the package ships. */
export const DEFAULT_INDEX_FILE = fileURLToPath(new URL('../../data/fingerprints.bin', import.meta.url));

/** More is no index: it would not be held in memory. */
const MAX_INFLATED_BYTES = 512 * 1024 * 1024;
const HINT = 'Name a file that `stowaway fingerprints build` wrote.';

function inflate(path: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new ScanError('not-found', `The fingerprint index ${path} cannot be read.`, { hint: HINT, cause });
  }
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch (cause) {
    throw new ScanError('data', `The fingerprint index ${path} is damaged.`, { hint: HINT, cause });
  }
}

/**
 * Reads an index from disk: what `writeIndexFile` wrote.
 * @throws ScanError when it is not there, damaged, or of another kind of features than this program's.
 */
export function openIndexFile(path: string): FingerprintIndex {
  return openIndex(inflate(path));
}

/** Writes an index so that nobody finds half of it. */
export function writeIndexFile(path: string, index: Uint8Array): number {
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const params = {
    [BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [BROTLI_PARAM_SIZE_HINT]: index.length,
  };
  const packed = brotliCompressSync(index, { params });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, packed);
  renameSync(temporary, path);
  return packed.length;
}

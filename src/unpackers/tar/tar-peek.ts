import { constants, gunzipSync } from 'node:zlib';
import { bytesInMemory, type ByteSource, limitOf } from '../../files/index.js';
import { archiveFormatOf, FORMAT_BYTES } from '../archive-formats.js';
import { paddedSize, parseTarHeader, TAR_BLOCK_BYTES } from '../tar-header.js';

const PACKED_HEAD_BYTES = 4096;
/** Bound for the inflated head, in bytes: more than 4 KiB of deflate can produce (RFC 1951: 258 bytes for two bits). */
const MAX_HEAD_BYTES = 8 * 1024 * 1024;

/** The start of inflated gzip data; empty when the data are broken. */
function inflatedHead(source: ByteSource): ByteSource {
  const packed = source.read(0, Math.min(PACKED_HEAD_BYTES, source.size));
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_HEAD_BYTES };
    return bytesInMemory(gunzipSync(packed, options));
  } catch {
    return bytesInMemory(new Uint8Array());
  }
}

/**
 * Entry names that cost little to read, without long names. A plain tar archive gives all up to a few thousand, a
 * gzipped one the first few. Empty when the source is not a tar archive.
 */
export function peekTarNames(source: ByteSource): readonly string[] {
  const head = source.read(0, Math.min(FORMAT_BYTES, source.size));
  const tar = archiveFormatOf(head) === 'gzip' ? inflatedHead(source) : source;
  const names: string[] = [];
  for (let at = 0; at + TAR_BLOCK_BYTES <= tar.size && names.length < limitOf('tar-peek');) {
    const header = parseTarHeader(tar.read(at, TAR_BLOCK_BYTES));
    if (header?.size === undefined) break;
    names.push(header.name);
    at += TAR_BLOCK_BYTES + paddedSize(header.size);
  }
  return names;
}

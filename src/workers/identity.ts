import { createHash } from 'node:crypto';
import type { ByteSource, Origin } from '../files/index.js';

export interface Identity {
  /** Hex sha256. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

const CHUNK_BYTES = 8 * 1024 * 1024;

/** Identity of an archive: sha256 of its bytes (its base64 is Lambda's `CodeSha256`). */
export function identityOfBytes(bytes: ByteSource): Identity {
  const hash = createHash('sha256');
  for (let offset = 0; offset < bytes.size; offset += CHUNK_BYTES) {
    hash.update(bytes.read(offset, Math.min(CHUNK_BYTES, bytes.size - offset)));
  }
  return { sha256: hash.digest('hex'), size: bytes.size };
}

/** Identity of an archive or a folder: of the very bytes, names, modes and links that its analysis reads. */
export function identityOf(origin: Origin): Identity {
  if (origin.kind === 'archive') return identityOfBytes(origin.bytes);
  const { sha256, size } = origin.folder;
  return { sha256, size };
}

/** Whether everything behind the identity was read, and was the same each time. */
export function isIntact(origin: Origin): boolean {
  return origin.kind === 'archive' ? (origin.bytes.isIntact?.() ?? true) : origin.folder.isIntact();
}

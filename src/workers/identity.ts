import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readlinkSync, readSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../files/index.js';

export interface Identity {
  /** Hex sha256. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

const CHUNK_BYTES = 8 * 1024 * 1024;
const FILE_CHUNK_BYTES = 1024 * 1024;

/** Identity of an archive: sha256 of its bytes (its base64 is Lambda's `CodeSha256`). */
export function identityOfBytes(bytes: ByteSource): Identity {
  const hash = createHash('sha256');
  for (let offset = 0; offset < bytes.size; offset += CHUNK_BYTES) {
    hash.update(bytes.read(offset, Math.min(CHUNK_BYTES, bytes.size - offset)));
  }
  return { sha256: hash.digest('hex'), size: bytes.size };
}

/** Read into one buffer: a stream's own for each of a hundred thousand small files is what a scan of a folder would wait for. */
function identityOfFile(hostPath: string, buffer: Uint8Array): Identity {
  const hash = createHash('sha256');
  const descriptor = openSync(hostPath, constants.O_RDONLY | constants.O_NONBLOCK);
  let size = 0;
  try {
    for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer)) {
      hash.update(buffer.subarray(0, read));
      size += read;
    }
  } finally {
    closeSync(descriptor);
  }
  return { sha256: hash.digest('hex'), size };
}

interface Listed {
  readonly path: string;
  readonly hostPath: string;
  readonly type: 'file' | 'link';
}

async function listFolder(hostPath: string, prefix: string): Promise<Listed[]> {
  const entries = await readdir(hostPath, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry): Promise<Listed[]> => {
      const path = `${prefix}${entry.name}`;
      const child = join(hostPath, entry.name);
      if (entry.isDirectory()) return listFolder(child, `${path}/`);
      if (entry.isSymbolicLink()) return [{ path, hostPath: child, type: 'link' }];
      return entry.isFile() ? [{ path, hostPath: child, type: 'file' }] : [];
    }),
  );
  return found.flat();
}

interface Content {
  /** What stands for it in the identity of its folder. */
  readonly mark: string;
  /** Bytes. */
  readonly size: number;
}

function contentOf({ hostPath, type }: Listed, buffer: Uint8Array): Content {
  try {
    if (type === 'link') return { mark: readlinkSync(hostPath), size: 0 };
    const { sha256, size } = identityOfFile(hostPath, buffer);
    return { mark: sha256, size };
  } catch {
    return { mark: 'unreadable', size: 0 };
  }
}

/**
 * Identity of a folder: sha256 over its sorted lines `type path content-sha256` (a link's content is its target). What
 * cannot be read counts as such, so that it changes the identity when it becomes readable.
 */
export async function identityOfDirectory(
  hostPath: string,
  extraFiles: ReadonlyMap<string, string> = new Map(),
): Promise<Identity> {
  const extra = [...extraFiles].map(([path, host]): Listed => ({ path, hostPath: host, type: 'file' }));
  const listed = [...(await listFolder(hostPath, '')), ...extra].sort((a, b) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(FILE_CHUNK_BYTES);
  let size = 0;
  for (const one of listed) {
    const content = contentOf(one, buffer);
    size += content.size;
    hash.update(`${one.type} ${JSON.stringify(one.path)} ${content.mark}\n`);
  }
  return { sha256: hash.digest('hex'), size };
}

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../files/index.js';

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

async function hashFile(hostPath: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(hostPath, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
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
  let size = 0;
  for (const { path, hostPath: file, type } of listed) {
    const content = await (type === 'link' ? readlink(file) : hashFile(file)).catch(() => 'unreadable');
    if (type === 'file') size += (await lstat(file).catch(() => undefined))?.size ?? 0;
    hash.update(`${type} ${JSON.stringify(path)} ${content}\n`);
  }
  return { sha256: hash.digest('hex'), size };
}

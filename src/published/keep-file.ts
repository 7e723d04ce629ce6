import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, PRIVATE_MODE } from '../locks/index.js';

/** Writes a file of a cache as a whole. A folder that cannot be written only costs the next run its time. */
export async function keepFile(folder: string, name: string, bytes: Uint8Array | string): Promise<void> {
  const temporary = join(folder, `${name}.${randomUUID()}`);
  try {
    makeFolder(folder, PRIVATE_MODE);
    await writeFile(temporary, bytes, { mode: 0o600 });
    await rename(temporary, join(folder, name));
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

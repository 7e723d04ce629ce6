import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockFolder } from '../../locks/index.js';

/** A folder of this process for downloaded code. */
export interface WorkFolder {
  readonly path: string;
  close(): Promise<void>;
}

const PREFIX = 'stowaway-work-';
const NAME = /^stowaway-work-\w{6}$/;
/** A folder that was made a moment ago may not be locked yet. */
const SETTLED_MILLIS = 60_000;

/** A real folder that this user owns and that is not new. Others may put links into a shared temporary folder. */
async function isOwnAndSettled(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => null);
  if (!stats?.isDirectory() || stats.uid !== (process.getuid?.() ?? stats.uid)) return false;
  return Date.now() - stats.mtimeMs > SETTLED_MILLIS;
}

/** Removes a folder whose process ended. Another process that does so as well is no reason to stop. */
async function removeAbandoned(path: string): Promise<void> {
  try {
    const { unlock } = await lockFolder(path, { signal: AbortSignal.abort() });
    if (!unlock) return;
    unlock();
    await rm(path, { recursive: true, force: true });
  } catch {
    // The next sweep tries again.
  }
}

async function removeLeftovers(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const path of names.filter((name) => NAME.test(name)).map((name) => join(parent, name))) {
    if (await isOwnAndSettled(path)) await removeAbandoned(path);
  }
}

/**
 * Makes a folder below the system's temporary one, and removes folders that killed processes left there.
 * @throws the file system error when the folder cannot be made.
 */
export async function openWorkFolder(parent = tmpdir()): Promise<WorkFolder> {
  await removeLeftovers(parent);
  const path = await mkdtemp(join(parent, PREFIX));
  const { unlock } = await lockFolder(path, { signal: AbortSignal.abort() });
  return {
    path,
    async close() {
      unlock?.();
      await rm(path, { recursive: true, force: true });
    },
  };
}

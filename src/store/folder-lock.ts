import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScanError } from '../model/index.js';

const NAME = 'stowaway.pid';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function takeFile(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whose the lock is; 0 when it is nobody's any more. */
function holderOf(file: string): number {
  const pid = Number(readFileSync(file, 'utf8'));
  return Number.isInteger(pid) && pid > 0 && isRunning(pid) ? pid : 0;
}

/**
 * Locks a folder for this process: two that write one database in a folder would destroy it. The lock of a process that died counts for
 * nothing.
 * @returns what unlocks it.
 * @throws ScanError `config` when another process has it.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, NAME);
  for (let tries = 0; !takeFile(file); tries += 1) {
    const holder = holderOf(file);
    if (holder !== 0 || tries > 2) {
      throw new ScanError('config', `The store in ${folder} is in use by process ${holder}.`, {
        hint: 'Wait for it, or use a PostgreSQL server, which several may use at once.',
      });
    }
    rmSync(file, { force: true });
  }
  return () => rmSync(file, { force: true });
}

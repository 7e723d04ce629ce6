import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The mode of a folder that only this user may look into. */
export const PRIVATE_MODE = 0o700;

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * Makes a folder and those above it that are not there. Node's own `recursive` never ends where a folder is there in which none
 * can be made, as below /proc.
 * @throws what the operating system says when the folder cannot be made.
 */
export function makeFolder(folder: string, mode?: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (!isMissing && isFolder(folder)) return;
    const parent = dirname(folder);
    if (!isMissing || parent === folder || isFolder(parent)) throw error;
    makeFolder(parent, mode);
    makeFolder(folder, mode);
  }
}

import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Mode of a folder that only its owner can read. */
export const PRIVATE_MODE = 0o700;

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/**
 * Creates a folder and its missing parents. Node's own `recursive` option never returns where the parent forbids new
 * folders, as below /proc.
 * @throws the file system error when the folder cannot be created.
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

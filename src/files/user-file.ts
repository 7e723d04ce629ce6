import { limitOf } from './limit-table.js';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { ScanError } from '../model/index.js';

/** A file that the user names, and what it is to be. */
export interface UserFile {
  readonly path: string;
  /** `configuration`, `baseline` …: what messages call it. */
  readonly what: string;
  /** What to do when it is not there. */
  readonly hint: string;
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  return code === 'EACCES' || code === 'EPERM' ? 'it may not be read' : 'it cannot be read';
}

/**
 * The text of a file that the user named, UTF-8 with or without a byte order mark.
 * @throws ScanError `not-found` when it cannot be read or is larger than any such file.
 */
export function readUserFile({ path, what, hint }: UserFile): string {
  try {
    const { size } = statSync(path);
    if (size > limitOf('user-file'))
      throw new ScanError('not-found', `The ${what} ${path} is too large.`, { hint });
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    if (cause instanceof ScanError) throw cause;
    throw new ScanError('not-found', `The ${what} ${path}: ${reasonOf(cause)}.`, { hint, cause });
  }
}

/** Where rules are read from: this machine, or a branch of which it has another state. */
export interface UserFiles {
  exists(path: string): Promise<boolean>;
  /** @throws ScanError `not-found` */
  read(file: UserFile): Promise<string>;
}

/** Files as they are on this machine. */
export const HOST_FILES: UserFiles = {
  exists: (path) => Promise.resolve(existsSync(path)),
  read: async (file) => readUserFile(file),
};

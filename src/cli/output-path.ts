import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readdirSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isSystemError, ScanError, systemReason } from '../model/index.js';

/** Stands for the name of a function in the path of a file. */
export const FUNCTION_PLACE = '{function}';

/** The error for an output that cannot be written. */
export function unwritable(file: string, cause: unknown): ScanError {
  return new ScanError('usage', `The output could not be written to ${file}: ${systemReason(cause)}.`, {
    hint: 'Name a file in an existing, writable folder with free space.',
    cause,
  });
}

/** Creates a folder in the nearest existing one and removes it: only that shows whether folders can be created. */
function tryFolder(folder: string): void {
  const above = dirname(folder);
  if (!statSync(folder, { throwIfNoEntry: false }) && above !== folder) tryFolder(above);
  else rmdirSync(mkdtempSync(join(folder, '.stowaway-')));
}

/**
 * Finds out, before the work of a command, that its folder is none and cannot be made.
 * @throws ScanError
 */
export function checkedFolder(folder: string): string {
  try {
    if (!statSync(folder, { throwIfNoEntry: false })) tryFolder(resolve(folder));
    else readdirSync(folder);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new ScanError('usage', `The folder ${folder} cannot be used: ${systemReason(cause)}.`, {
      hint: 'Name a folder, or a path where one can be created.',
      cause,
    });
  }
  return folder;
}

/** Opens the file as writing it will. Its content stays, and a new file is removed again. */
function tryFile(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  // Closing a pipe would end the output for its reader.
  if (stats?.isFIFO()) return;
  closeSync(openSync(file, stats ? constants.O_WRONLY : 'wx'));
  if (!stats) rmSync(file);
}

/**
 * Finds out, before the work of a command, that its output cannot be written.
 * @param file may have `{function}` in it: folders are made then.
 * @throws ScanError
 */
export function checkedOutput(file: string): string {
  const [head = '', ...tail] = file.split(FUNCTION_PLACE);
  try {
    if (tail.length > 0) tryFolder(dirname(resolve(`${head}x`)));
    else tryFile(file);
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw unwritable(file, cause);
  }
  return file;
}

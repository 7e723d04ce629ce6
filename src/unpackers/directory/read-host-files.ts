import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import type { FileRead, Wanted } from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';

export interface HostFile {
  /** As bytes when the name is not UTF-8. */
  readonly hostPath: string | Buffer;
  /** True if the file may be reached through a link: a source named it. Files of the folder itself were no links. */
  readonly mayLink: boolean;
}

const CODES: ReadonlyMap<string, ProblemCode> = new Map([
  ['ENOENT', 'missing'],
  // A link now stands where the file was.
  ['ELOOP', 'stale'],
]);

function readAll(descriptor: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size);
  let done = 0;
  for (let count = 1; count > 0 && done < size; done += count) {
    count = readSync(descriptor, bytes, done, size - done, done);
  }
  return bytes.subarray(0, done);
}

function problemOf(path: string, code: ProblemCode, message: string): FileRead {
  return { path, problem: { code, path, message, affectsCompleteness: true } };
}

function readHostFile({ path, size, handle }: Wanted<HostFile>): FileRead {
  const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = constants;
  let descriptor: number | undefined;
  try {
    // Never waits on a pipe that took the file's place; undefined flags (Windows) count as 0.
    descriptor = openSync(handle.hostPath, O_RDONLY | O_NONBLOCK | (handle.mayLink ? 0 : O_NOFOLLOW));
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size !== size) {
      return problemOf(path, 'stale', 'The file changed while the folder was read.');
    }
    const bytes = readAll(descriptor, size);
    if (bytes.byteLength === size) return { path, bytes };
    return problemOf(path, 'stale', 'The file became shorter while it was read.');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    return problemOf(path, CODES.get(code) ?? 'denied', `The file cannot be read: ${code || message}.`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Reads files of this machine: exactly the size that was seen, never through a link put in their place. */
export function* readHostFiles(wanted: readonly Wanted<HostFile>[]): Generator<FileRead> {
  for (const file of wanted) yield readHostFile(file);
}

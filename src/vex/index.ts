import { relative, resolve } from 'node:path';
import { readUserFile } from '../files/index.js';
import type { VexStatement } from '../policy/index.js';

/**
 * The statements of documents that the user names.
 * @param files paths, relative to `cwd` or absolute.
 * @throws ScanError `not-found` or `config`.
 */
export async function loadVex(files: readonly string[], cwd: string): Promise<readonly VexStatement[]> {
  if (files.length === 0) return [];
  // Loaded late: most scans have none.
  const { readVex } = await import('./read-vex.js');
  return files.flatMap((file) => {
    const path = resolve(cwd, file);
    const name = (relative(cwd, path) || path).replaceAll('\\', '/');
    return readVex(readUserFile({ path, what: 'VEX document', hint: 'Name a file that is there.' }), name);
  });
}

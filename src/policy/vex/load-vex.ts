import { relative, resolve } from 'node:path';
import { HOST_FILES, type UserFiles } from '../../files/index.js';
import type { VexStatement } from '../vex-statement.js';

/**
 * The statements of documents that the user names.
 * @param files paths, relative to `cwd` or absolute.
 * @throws ScanError `not-found` or `config`.
 */
export async function loadVex(
  files: readonly string[],
  cwd: string,
  from: UserFiles = HOST_FILES,
): Promise<readonly VexStatement[]> {
  if (files.length === 0) return [];
  // Loaded late: most scans have none.
  const { readVex } = await import('./read-vex.js');
  const statements: VexStatement[] = [];
  for (const file of files) {
    const path = resolve(cwd, file);
    const name = (relative(cwd, path) || path).replaceAll('\\', '/');
    const text = await from.read({ path, what: 'VEX document', hint: 'Name a file that can be read.' });
    statements.push(...readVex(text, name));
  }
  return statements;
}

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UserFiles } from '../files/index.js';
import { ScanError } from '../model/index.js';

/** Names of the configuration file; a folder may have only one of them. */
const NAMES = ['stowaway.config.yaml', 'stowaway.config.yml', 'stowaway.config.json'];

async function configIn(folder: string, files: UserFiles): Promise<string | null> {
  const found: string[] = [];
  for (const name of NAMES) if (await files.exists(join(folder, name))) found.push(join(folder, name));
  const [first, second] = found;
  if (first !== undefined && second !== undefined) {
    throw new ScanError('config', `There are two configurations: ${first} and ${second}.`, {
      hint: 'Keep one of them, or name it with --config.',
    });
  }
  return first ?? null;
}

/** The folders from one up to the repository's root or the user's home; the folder alone where there is neither. */
function foldersFrom(cwd: string, home: string): string[] {
  const folders: string[] = [];
  for (let folder = cwd; ; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === home || existsSync(join(folder, '.git'))) return folders;
    // Above, anybody may have left a file.
    if (dirname(folder) === folder) return [cwd];
  }
}

/**
 * The configuration that is in force in a folder: the nearest one upwards.
 * @returns its path, null when there is none.
 */
export async function findConfig(
  { cwd, home }: { readonly cwd: string; readonly home: string },
  files: UserFiles,
): Promise<string | null> {
  for (const folder of foldersFrom(cwd, home)) {
    const found = await configIn(folder, files);
    if (found !== null) return found;
  }
  return null;
}

import { appendFileSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Larger files are no manifests that people read. */
const MAX_TEXT_BYTES = 50_000_000;

/** Adds to a file that the runner reads after the step, if it named one. @returns why that was not possible, else null. */
export function appendForRunner(file: string | null, text: string): string | null {
  try {
    if (file !== null) appendFileSync(file, text);
    return null;
  } catch (error) {
    return `${file} cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}`;
  }
}

/** A folder without links on the way to it; as it is where it is not there. */
export function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

/** Text of a file of the repository; null when it is not there, too large, or leads out of it. */
export function readWorkspaceFile(workspace: string, path: string): string | null {
  try {
    const real = realpathSync(join(workspace, path));
    const stats = statSync(real);
    const isInside = real.startsWith(realpathSync(workspace) + sep);
    return isInside && stats.isFile() && stats.size <= MAX_TEXT_BYTES ? readFileSync(real, 'utf8') : null;
  } catch {
    return null;
  }
}

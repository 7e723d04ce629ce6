import { pypi } from '../ecosystems/index.js';
import type { ServerlessFunction } from '../model/index.js';
import { fileAt, isHandlerUnnamed, type MountedFile, type MountedFiles } from './handler-files.js';

/** Files that a path without ending means, as Python finds them. */
const ENDINGS = ['/__init__.py', '.py'];

/** The file in Python that a function's handler names. `null`: none was found. `any`: each of its own scripts may be it. */
export function pythonFile(
  fn: ServerlessFunction,
  mounts: readonly MountedFiles[],
): MountedFile | 'any' | null {
  const { handler, runtime } = fn;
  if (handler === null || isHandlerUnnamed(fn)) return 'any';
  const root = fn.mounts.find(({ path }) => path !== '/opt' && path !== '/')?.path ?? '/var/task';
  for (const place of pypi.handlers.placesOf(handler, root, runtime))
    for (const ending of ENDINGS) {
      const found = fileAt(mounts, place + ending);
      if (found) return found;
    }
  return null;
}

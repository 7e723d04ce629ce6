import { openExecutable } from '../../executables/index.js';
import { findBuildInfo } from './find-build-info.js';
import { readModuleList } from './module-list.js';
import type { GoProgram } from './module-rows.js';

/** Reads the build information that Go writes into a program. @returns null for a file without it. */
export function readGoProgram(path: string, bytes: Uint8Array): GoProgram | null {
  const file = openExecutable(bytes);
  const info = file && findBuildInfo(file);
  return info && { path, info, list: readModuleList(info.modules) };
}

import { join } from 'node:path';
import type { ZipPeek } from '../unpackers/index.js';
import { kindOf, namesIn, readTextFile } from './host-files.js';
import type { Target } from './source.js';
import { openTarget } from './zip-names.js';

/** Partial access to a folder of code, zipped or not. */
export interface CodePackage {
  /** Names at its root. */
  readonly names: ReadonlySet<string>;
  /** Text of a file below its root; null when the file is missing or cannot be read. */
  read(path: string): Promise<string | null>;
}

function packageOfZip(zip: ZipPeek): CodePackage {
  return {
    names: zip.rootNames,
    async read(path) {
      const bytes = zip.read(path);
      return bytes && new TextDecoder().decode(bytes);
    },
  };
}

async function packageOfFolder({ hostPath, root }: Target): Promise<CodePackage> {
  return {
    names: new Set(await namesIn(hostPath)),
    async read(path) {
      const file = join(hostPath, path);
      return (await kindOf(file)) === 'file' ? ((await readTextFile(file, path, root)).text ?? null) : null;
    },
  };
}

/** Opens the target as a folder of code; null for a file that is not a zip. */
export async function openCodePackage(target: Target): Promise<CodePackage | null> {
  if (target.kind === 'directory') return packageOfFolder(target);
  const zip = await openTarget(target);
  return zip && packageOfZip(zip);
}

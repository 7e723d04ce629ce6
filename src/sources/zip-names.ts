import { DEFAULT_LIMITS, openByteSource } from '../files/index.js';
import { peekZip, type ZipPeek } from '../unpackers/index.js';
import { readHead } from './file-head.js';
import type { Target } from './source.js';

/** Opens a zip for a partial look. Null for other files, and for a zip that cannot be read (its analysis reports that). */
export async function openZip(hostPath: string): Promise<ZipPeek | null> {
  if (!(await readHead(hostPath, 2)).equals(Buffer.from('PK'))) return null;
  try {
    // Reads only the end of the file, not the whole file into memory.
    return peekZip(openByteSource(hostPath, { maxInMemoryBytes: 0 }), DEFAULT_LIMITS);
  } catch {
    return null;
  }
}

const opened = new WeakMap<Target, Promise<ZipPeek | null>>();

/** Like `openZip`, for a target. The zip is opened once and shared by all sources. */
export function openTarget(target: Target): Promise<ZipPeek | null> {
  const zip =
    opened.get(target) ?? (target.kind === 'file' ? openZip(target.hostPath) : Promise.resolve(null));
  opened.set(target, zip);
  return zip;
}

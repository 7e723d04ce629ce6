import { createHash } from 'node:crypto';
import type { RecordedFile } from '../../ecosystems/index.js';
import { below, type FileTree } from '../../files/index.js';
import type { RecordedPackage } from './read-records.js';

/** Folders of a wheel that installers move. */
const MOVED = /^[^/]+\.data\/(?:purelib|platlib)\//;
const COMMANDS = /^[^/]+\.data\/scripts\//;

/** Where an installer puts a file of a wheel. */
function placesOf(path: string, site: string): string[] {
  if (COMMANDS.test(path)) return [below(site, path.replace(COMMANDS, 'bin/')), below(site, path)];
  return [below(site, path.replace(MOVED, '')), below(site, path)];
}

/** A published wheel as the RECORD of an installed package: the hashes of its own files, whatever lists in it say. */
export async function recordOfWheel(wheel: FileTree, installed: RecordedPackage): Promise<RecordedPackage> {
  const files = new Map<string, RecordedFile>();
  // Members of archives in the wheel are compared with the archive.
  const members = [...wheel.files.keys()].filter((path) => !path.includes('!/'));
  for await (const { path, bytes } of wheel.readMany(members)) {
    const hash = bytes ? `sha256=${createHash('sha256').update(bytes).digest('base64url')}` : null;
    for (const place of placesOf(path, installed.site))
      files.set(place, { hash, size: bytes?.length ?? null });
  }
  return { ...installed, files };
}

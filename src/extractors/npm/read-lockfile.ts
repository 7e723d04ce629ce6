import { limitOf, type FileRead } from '../../files/index.js';
import { readBunLock } from './bun-lock.js';
import { unreadLockfile, type Lockfile, type LockfileReader } from './lockfile.js';
import type { Manifest } from './manifest.js';
import { readPackageLock } from './package-lock.js';
import { readPnpmLock } from './pnpm-lock.js';
import { baseOf } from './tree-path.js';
import { readYarnLock } from './yarn-lock.js';

const READERS: ReadonlyMap<string, LockfileReader> = new Map([
  ['npm-shrinkwrap.json', readPackageLock],
  ['package-lock.json', readPackageLock],
  ['.package-lock.json', readPackageLock],
  ['pnpm-lock.yaml', readPnpmLock],
  ['yarn.lock', readYarnLock],
  ['bun.lock', readBunLock],
]);

/** Reads a lockfile of any manager; what cannot be read is in its `problems`. */
export function readLockfile(read: FileRead, manifest: Manifest | null): Lockfile {
  const { path } = read;
  if (read.problem) return { path, packages: new Map(), rootEdges: null, problems: [read.problem] };
  const reader = READERS.get(baseOf(path));
  if (!reader) {
    const message = "Bun's binary lockfile is not read; its text form `bun.lock` is.";
    return unreadLockfile(path, 'unsupported', message);
  }
  if (read.bytes.length > limitOf('lockfile')) {
    return unreadLockfile(
      path,
      'too-large',
      `The lockfile is larger than ${limitOf('lockfile')} bytes and was not read.`,
    );
  }
  return reader({ path, text: new TextDecoder().decode(read.bytes), manifest });
}

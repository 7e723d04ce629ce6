import { baseOf, limitOf, type FileRead } from '../files/index.js';
import type { Manifest } from '../ecosystems/index.js';
import { bundler } from './bundler/index.js';
import { bun } from './bun/index.js';
import { cargo } from './cargo/index.js';
import { composer } from './composer/index.js';
import { gradle } from './gradle/index.js';
import type { LockfileReader, Manager, OtherManager, PythonManager } from './lockfile-reader.js';
import { unreadLockfile, type Lockfile } from './lockfile.js';
import { npm } from './npm/index.js';
import { nuget } from './nuget/index.js';
import { pdm } from './pdm/index.js';
import { pip } from './pip/index.js';
import { pipenv } from './pipenv/index.js';
import { pnpm } from './pnpm/index.js';
import { poetry } from './poetry/index.js';
import { pylock } from './pylock/index.js';
import { pyproject } from './pyproject/index.js';
import { setuptools } from './setuptools/index.js';
import { uv } from './uv/index.js';
import { yarn } from './yarn/index.js';

export type { LockfileReader, Manager, OtherManager, PythonManager } from './lockfile-reader.js';
export { lockfileOfMember, requiredKeys, shippedKeys, unreadLockfile } from './lockfile.js';
export type { LockedEdge, LockedPackage, Lockfile } from './lockfile.js';

const NPM_READERS = [npm, pnpm, yarn, bun] as const;
const PYTHON_READERS = [uv, poetry, pdm, pipenv, pylock, pip, pyproject, setuptools] as const;

/** In order of precedence for several lockfiles in one folder, unless a manager's traces show another order. */
export const LOCKFILE_READERS: readonly LockfileReader[] = [
  ...NPM_READERS,
  ...PYTHON_READERS,
  bundler,
  cargo,
  composer,
  gradle,
  nuget,
];

/** Lockfiles of npm's managers, which describe the installation beside them: file name → its manager, in the readers' order. */
export const LOCKFILES: ReadonlyMap<string, Manager> = new Map(
  NPM_READERS.flatMap(({ id, fileNames }) => fileNames.map((name) => [name, id] as const)),
);

/** Lockfiles of Python's managers: file name → its manager, in the readers' order. */
const PYTHON_LOCKFILES: ReadonlyMap<string, PythonManager> = new Map(
  PYTHON_READERS.flatMap(({ id, fileNames }) => fileNames.map((name) => [name, id] as const)),
);

/** https://packaging.python.org/en/latest/specifications/pylock-toml/#file-name */
const NAMED_PYLOCK = /^pylock\.[^.]+\.toml$/;
const PYTHON_NAMES = [...PYTHON_LOCKFILES.keys()];

/** The manager whose lockfile has a name, and its place in the readers' order; null for other files. */
export function pythonLockfileOf(
  name: string,
): { readonly manager: PythonManager; readonly rank: number } | null {
  const plain = NAMED_PYLOCK.test(name) ? 'pylock.toml' : name;
  const manager = PYTHON_LOCKFILES.get(plain);
  // A lockfile with a name of its own comes after the one without.
  const rank = PYTHON_NAMES.indexOf(plain) + (plain === name ? 0 : 0.5);
  return manager === undefined ? null : { manager, rank };
}

function isNamed({ fileNames, projectNames, hiddenName }: LockfileReader, name: string): boolean {
  return hiddenName === name || fileNames.includes(name) || projectNames?.test(name) === true;
}

/** Whether a file has the name of a lockfile of a manager. */
export function isLockfileOf(id: OtherManager, path: string): boolean {
  return LOCKFILE_READERS.some((reader) => reader.id === id && isNamed(reader, baseOf(path)));
}

function readerOf(path: string): LockfileReader | undefined {
  return LOCKFILE_READERS.find((reader) => isNamed(reader, baseOf(path)));
}

/** The same for lockfiles of other languages than JavaScript, whose readers are loaded on use. */
export async function readForeignLockfile(
  read: FileRead,
  as: PythonManager | OtherManager,
): Promise<Lockfile> {
  await LOCKFILE_READERS.find(({ id }) => id === as)?.prepare?.();
  return readLockfile(read, null, as);
}

/**
 * Reads a lockfile of any manager; what cannot be read is in its `problems`.
 * @param as the manager whose file it is, where the file's name does not tell.
 */
export function readLockfile(read: FileRead, manifest: Manifest | null, as?: LockfileReader['id']): Lockfile {
  const { path } = read;
  if (read.problem) return { path, packages: new Map(), rootEdges: null, problems: [read.problem] };
  const reader = as === undefined ? readerOf(path) : LOCKFILE_READERS.find(({ id }) => id === as);
  if (!reader) return unreadLockfile(path, 'unsupported', 'No reader knows a lockfile of this name.');
  if (read.bytes.length > limitOf('lockfile')) {
    const message = `The lockfile is larger than ${limitOf('lockfile')} bytes and was not read.`;
    return unreadLockfile(path, 'too-large', message);
  }
  return reader.read({ path, text: new TextDecoder().decode(read.bytes), manifest });
}

import type { Manifest } from '../ecosystems/index.js';
import type { Lockfile } from './lockfile.js';

/** Package managers whose lockfiles are read. */
export type Manager = 'npm' | 'pnpm' | 'yarn' | 'bun';

/** Package managers of Python; `pylock` and `pyproject` are formats that several of them have. */
export type PythonManager =
  'pip' | 'pipenv' | 'poetry' | 'uv' | 'pdm' | 'pylock' | 'pyproject' | 'setuptools';

/** Those of other languages. */
export type OtherManager = 'bundler' | 'cargo' | 'composer' | 'gradle' | 'nuget';

export interface LockfileInput {
  readonly path: string;
  /** Not larger than the limit `lockfile`. */
  readonly text: string;
  /** Manifest of the root: some formats leave the root's dependencies to it. */
  readonly manifest: Manifest | null;
}

/** Reads the lockfiles of one package manager, in all their versions. Touches no network, clock or disk. */
export interface LockfileReader {
  /** Folder name below src/lockfiles. */
  readonly id: Manager | PythonManager | OtherManager;
  readonly title: string;
  /** Names of its lockfiles beside a manifest; the manager reads the first existing one. */
  readonly fileNames: readonly string[];
  /** Names of others, which hold the name of a project. */
  readonly projectNames?: RegExp;
  /** Name of the lockfile that the manager keeps in `node_modules`. */
  readonly hiddenName?: string;
  /** Loads what only this format needs: to be awaited before `read`. */
  prepare?(): Promise<void>;
  /** Never throws: a lockfile that cannot be read is one without packages and with a Problem. */
  read(input: LockfileInput): Lockfile;
}

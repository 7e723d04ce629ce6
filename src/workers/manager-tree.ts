import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LockOnly } from '../ecosystems/index.js';
import { makeFolder, PRIVATE_MODE } from '../locks/index.js';

/** A project whose package manager is to write its lockfile. */
export interface ManagerTreeOptions {
  readonly manager: LockOnly;
  /** Name of a file in the project's folder → its text: the manifest, the lockfile and settings that run nothing. */
  readonly texts: ReadonlyMap<string, string>;
  readonly lockfile: string;
  /** A folder that only the user may write: managers read settings in the folders above the project, too. */
  readonly workFolder: string;
  /** After this time the manager is ended. */
  readonly maxMillis: number;
}

export type ManagerTree =
  | { readonly state: 'resolved'; readonly lockfile: string }
  | { readonly state: 'unresolved'; readonly reason: string };

const MAX_OUTPUT_BYTES = 2 ** 24;
const run = promisify(execFile);

/** The number of the format that a lockfile of pnpm, Yarn or Bun names at its beginning. */
const FORMAT = /^[ "]*(?:lockfileVersion|version)"?: *['"]?(\d[\d.]*)/m;

function formatOf(text: string): string | undefined {
  return FORMAT.exec(text)?.[1];
}

function unresolved(reason: string): ManagerTree {
  return { state: 'unresolved', reason };
}

type Run = (argv: readonly string[]) => Promise<string>;

function runnerIn(folder: string, { manager: { id, env }, maxMillis }: ManagerTreeOptions): Run {
  return async (argv) => {
    const { stdout } = await run(id, [...argv], {
      cwd: folder,
      env: { ...process.env, ...env },
      timeout: maxMillis,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return stdout.trim();
  };
}

/** Why a manager did not write a lockfile. Its own words may hold an address with credentials, so they are not shown. */
function reasonOf(error: unknown, id: string): string {
  const { code, killed } = Object(error) as { readonly code?: unknown; readonly killed?: unknown };
  if (code === 'ENOENT') return `${id} is not on PATH`;
  if (killed === true) return `${id} did not end in time`;
  return `${id} could not write its lockfile; ${id} install shows why`;
}

async function lockWith(runManager: Run, folder: string, options: ManagerTreeOptions): Promise<ManagerTree> {
  const { manager, texts, lockfile } = options;
  const version = await runManager(['--version']);
  const major = Number(/^\d+/.exec(version)?.[0] ?? 0);
  if (major < manager.minMajor) {
    return unresolved(
      `${manager.id} on PATH is older than version ${manager.minMajor}, which writes a lockfile alone`,
    );
  }
  await runManager(manager.argv);
  const text = await readFile(join(folder, lockfile), 'utf8');
  if (formatOf(text) !== formatOf(texts.get(lockfile) ?? text))
    return unresolved(`the ${manager.id} on PATH writes another format of lockfile than the project has`);
  return { state: 'resolved', lockfile: text };
}

/**
 * The lockfile that a package manager on the user's PATH writes for a project, in a folder of its own. Nothing is installed, and no script
 * runs. Never throws for a fault of the project, a registry or the manager.
 */
export async function resolveManagerTree(options: ManagerTreeOptions): Promise<ManagerTree> {
  const folder = join(options.workFolder, randomUUID());
  try {
    makeFolder(folder, PRIVATE_MODE);
    for (const [name, text] of options.texts) await writeFile(join(folder, name), text);
    return await lockWith(runnerIn(folder, options), folder, options);
  } catch (error) {
    return unresolved(reasonOf(error, options.manager.id));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

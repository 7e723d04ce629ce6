import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tinypool } from 'tinypool';
import type { NpmTree, NpmTreeJob } from '../published/index.js';
import { WORKER } from './worker-thread.js';

/** How a tree is resolved in a thread. */
export interface TreeThreadOptions extends Omit<NpmTreeJob, 'workFolder'> {
  /** After this time the thread is ended. */
  readonly maxMillis: number;
}

const TOO_LATE: NpmTree = {
  state: 'unresolved',
  reason: "npm's resolver did not come to an end",
  conflict: [],
};

/** The tree that npm would install for a project. Never throws for a fault of the project or a registry. */
export async function resolveNpmTreeInThread({ maxMillis, ...job }: TreeThreadOptions): Promise<NpmTree> {
  const workFolder = await mkdtemp(join(tmpdir(), 'stowaway-tree-'));
  const pool = new Tinypool({
    filename: WORKER.href,
    name: 'resolveNpmTree',
    runtime: 'worker_threads',
    execArgv: [],
    maxThreads: 1,
    minThreads: 1,
  });
  try {
    return (await pool.run({ ...job, workFolder }, { signal: AbortSignal.timeout(maxMillis) })) as NpmTree;
  } catch {
    return TOO_LATE;
  } finally {
    await pool.destroy();
    await rm(workFolder, { recursive: true, force: true });
  }
}

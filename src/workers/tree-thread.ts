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

function unresolved(reason: string): NpmTree {
  return { state: 'unresolved', reason, conflict: [] };
}

/** The tree that npm would install for a project. Never throws for a fault of the project or a registry. */
export async function resolveNpmTreeInThread({ maxMillis, ...job }: TreeThreadOptions): Promise<NpmTree> {
  const signal = AbortSignal.timeout(maxMillis);
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
    return (await pool.run({ ...job, workFolder }, { signal })) as NpmTree;
  } catch {
    return unresolved(
      signal.aborted
        ? `npm's resolver did not end in ${Math.round(maxMillis / 1000)} s`
        : "npm's resolver ended its thread without a result",
    );
  } finally {
    await pool.destroy();
    await rm(workFolder, { recursive: true, force: true });
  }
}

import { Tinypool } from 'tinypool';
import type { Limits } from '../files/index.js';
import type { ReadTarball } from '../published/index.js';
import { STACK_MEGABYTES, WORKER } from './worker-thread.js';

export interface TarballPool {
  /** Null too when the tarball takes too long or too much memory. */
  readonly readTarball: ReadTarball;
  close(): Promise<void>;
}

/** Worker threads that read published tarballs and can be ended at any moment. */
export function openTarballPool(jobs: number, limits: Limits): TarballPool {
  const pool = new Tinypool({
    filename: WORKER.href,
    name: 'readTarball',
    runtime: 'worker_threads',
    execArgv: [],
    minThreads: 1,
    maxThreads: jobs,
    resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMegabytes, stackSizeMb: STACK_MEGABYTES },
  });
  return {
    // A tarball that ends its thread is unreadable.
    readTarball: (job) =>
      pool
        .run(job, { signal: AbortSignal.timeout(limits.maxMillis) })
        .catch(() => null) as ReturnType<ReadTarball>,
    close: () => pool.destroy(),
  };
}

import { Tinypool } from 'tinypool';
import type { Limits } from '../files/index.js';
import type { ReadTarball } from '../published/index.js';
import { watchProgress } from './progress-watch.js';
import type { WatchedTarball } from './read-tarball.js';
import { STACK_MEGABYTES, WORKER } from './worker-thread.js';

export interface TarballPool {
  /** Null too when reading the tarball stops to make progress, or takes too much memory. */
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
    async readTarball(job) {
      const { beats, signal, end } = watchProgress(limits.maxMillis);
      try {
        const watched: WatchedTarball = { ...job, beats };
        return (await pool.run(watched, { signal })) as Awaited<ReturnType<ReadTarball>>;
      } catch {
        // A tarball that ends its thread is unreadable.
        return null;
      } finally {
        end();
      }
    },
    close: () => pool.destroy(),
  };
}

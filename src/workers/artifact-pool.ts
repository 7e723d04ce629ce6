import pLimit from 'p-limit';
import { Tinypool } from 'tinypool';
import type { AnalysedArtifact, ArtifactJob } from './analyse-artifact.js';
import { lostArtifact } from './lost-artifact.js';
import { STACK_MEGABYTES, WORKER } from './worker-thread.js';

export interface ArtifactPool {
  /** Never rejects for what is in the artifact: a lost worker, a time-out or an unreadable file is a Problem. */
  analyse(job: ArtifactJob): Promise<AnalysedArtifact>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Worker threads at most. */
  readonly jobs: number;
  readonly maxHeapMegabytes: number;
  /** Ends running jobs. */
  readonly signal: AbortSignal;
}

/** What ended a worker from outside. */
function lostBy(error: unknown, job: ArtifactJob, why: 'time' | 'interrupt' | null): AnalysedArtifact {
  if (why === 'time')
    return lostArtifact('timed-out', `it takes longer than ${job.limits.maxMillis / 1000} s.`);
  if (why === 'interrupt') return lostArtifact('unresolved', 'the scan was interrupted.');
  if ((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return lostArtifact('too-large', `it needs more than ${job.limits.maxHeapMegabytes} MiB of memory.`);
  }
  throw error;
}

/** Worker threads that analyse artifacts and can be ended at any moment. */
export function openArtifactPool({ jobs, maxHeapMegabytes, signal }: PoolOptions): ArtifactPool {
  // The time limit is of one artifact's work, not of its wait: no job is given to the pool before a worker is free.
  const limit = pLimit(jobs);
  const pool = new Tinypool({
    filename: WORKER.href,
    name: 'analyseArtifact',
    runtime: 'worker_threads',
    // Not the flags of the process that we are a library of: `--input-type` alone keeps a worker from starting.
    execArgv: [],
    // The first worker loads while the targets are still looked at.
    minThreads: 1,
    maxThreads: jobs,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes, stackSizeMb: STACK_MEGABYTES },
  });

  async function run(job: ArtifactJob): Promise<AnalysedArtifact> {
    const timeout = AbortSignal.timeout(job.limits.maxMillis);
    try {
      return (await pool.run(job, { signal: AbortSignal.any([timeout, signal]) })) as AnalysedArtifact;
    } catch (error) {
      return lostBy(error, job, signal.aborted ? 'interrupt' : timeout.aborted ? 'time' : null);
    }
  }

  return { analyse: (job) => limit(run, job), close: () => pool.destroy() };
}

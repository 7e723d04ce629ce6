import pLimit from 'p-limit';
import { Tinypool } from 'tinypool';
import { NO_INVENTORY, type Problem, type ProblemCode } from '../model/index.js';
import type { Analysis, ArtifactJob, ArtifactResult } from './analyse-artifact.js';

/** What came of one artifact. `sha256` is null when it was lost before it was hashed. */
export interface AnalysedArtifact extends Analysis {
  readonly sha256: string | null;
  readonly size: number;
}

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

// Tests run from source, where a worker thread cannot start: it is taken from the build.
const WORKER = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/workers/worker.js' : './worker.js',
  import.meta.url,
);

function lost(code: ProblemCode, message: string): AnalysedArtifact {
  const problem: Problem = { code, path: '', message, affectsCompleteness: true };
  return { sha256: null, size: 0, inventory: { ...NO_INVENTORY, problems: [problem] }, findings: [] };
}

const DENIED = new Set(['EACCES', 'EPERM']);

function problemOf(error: unknown, job: ArtifactJob, why: 'time' | 'interrupt' | null): AnalysedArtifact {
  if (why === 'time') return lost('timed-out', `Not analysed within ${job.limits.maxMillis / 1000} s.`);
  if (why === 'interrupt') return lost('unresolved', 'Not analysed: the scan was interrupted.');
  const code = (error as { code?: unknown }).code;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return lost(
      'too-large',
      `Not analysed: it needs more than ${job.limits.maxHeapMegabytes} MiB of memory.`,
    );
  }
  if (typeof code === 'string' && DENIED.has(code))
    return lost('denied', 'Not analysed: this user may not read it.');
  if (code === 'ENOENT') return lost('missing', 'Not analysed: the file is not there.');
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
    minThreads: 0,
    maxThreads: jobs,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMegabytes },
  });

  async function run(job: ArtifactJob): Promise<AnalysedArtifact> {
    const timeout = AbortSignal.timeout(job.limits.maxMillis);
    try {
      return (await pool.run(job, { signal: AbortSignal.any([timeout, signal]) })) as ArtifactResult;
    } catch (error) {
      return problemOf(error, job, signal.aborted ? 'interrupt' : timeout.aborted ? 'time' : null);
    }
  }

  return { analyse: (job) => limit(run, job), close: () => pool.destroy() };
}

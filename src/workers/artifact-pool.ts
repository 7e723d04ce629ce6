import { statSync } from 'node:fs';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import pLimit from 'p-limit';
import { Tinypool } from 'tinypool';
import type { FetchStep } from '../published/index.js';
import type { AnalysedArtifact, ArtifactJob } from './artifact-analysis.js';
import type { HelpJob, SharedArchive } from './helping-thread.js';
import { hasResults } from './analysis-cache.js';
import { lostArtifact } from './lost-artifact.js';
import { MAX_SILENCES, watchProgress, type WhyEnded } from './progress-watch.js';
import { STACK_MEGABYTES, WORKER, type ThreadData } from './worker-thread.js';

export interface ArtifactPool {
  /** Never rejects because of the artifact's content: a lost worker, a time-out or an unreadable file is a Problem. */
  analyse(job: ArtifactJob): Promise<AnalysedArtifact>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** Maximum number of worker threads. */
  readonly jobs: number;
  readonly maxHeapMegabytes: number;
  /** Folder of stored results; without it none are used. */
  readonly cache?: string | null;
  /** Ends running jobs. */
  readonly signal: AbortSignal;
  /** Receives the progress of downloading packages for bundles, over all artifacts. */
  readonly onFetch?: (step: FetchStep) => void;
}

/** An artifact whose worker was ended from outside. */
function lostBy(error: unknown, job: ArtifactJob, why: WhyEnded | 'interrupted' | null): AnalysedArtifact {
  const seconds = job.limits.maxMillis / 1000;
  const more = '(scan --timeout SECONDS allows more)';
  if (why === 'silent')
    return lostArtifact('timed-out', `its analysis made no progress for ${seconds} s ${more}.`);
  if (why === 'endless')
    return lostArtifact('timed-out', `its analysis did not end in ${seconds * MAX_SILENCES} s ${more}.`);
  if (why === 'interrupted') return lostArtifact('unresolved', 'the scan was interrupted.');
  if ((error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return lostArtifact('too-large', `it needs more than ${job.limits.maxHeapMegabytes} MiB of memory.`);
  }
  throw error;
}

function whyEnded({ aborted, reason }: AbortSignal): WhyEnded | null {
  return aborted ? (reason as WhyEnded) : null;
}

/** Files come and go: with V8's own size, garbage of two threads is 60 MB more at the peak, and the time is the same. */
const YOUNG_MEGABYTES = 12;

/** Starting a thread costs a quarter of a second of work: a thread that waits for a download is kept. */
const IDLE_MILLIS = 60_000;

/** Bytes of an archive for which a second thread is worth its start. */
const LARGE_BYTES = 512 * 1024;

function isLarge({ hostPath, isDirectory, inline }: ArtifactJob): boolean {
  return !isDirectory && !inline && (statSync(hostPath, { throwIfNoEntry: false })?.size ?? 0) >= LARGE_BYTES;
}

/** The receiving end of a fetch channel; it does not keep a process alive. */
function hearFetches(onFetch: (step: FetchStep) => void): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.on('message', onFetch);
  port1.unref();
  return port2;
}

/** How the threads of one artifact end, and where they count signs of progress. */
interface Watched {
  readonly ending: AbortSignal;
  readonly beats: SharedArrayBuffer;
}

type ThreadOptions = Pick<PoolOptions, 'jobs' | 'maxHeapMegabytes' | 'cache'>;

function startThreads({ jobs, maxHeapMegabytes, cache = null }: ThreadOptions): Tinypool {
  return new Tinypool({
    filename: WORKER.href,
    name: 'analyseArtifact',
    runtime: 'worker_threads',
    // Not the flags of the process that we are a library of: `--input-type` alone keeps a worker from starting.
    execArgv: [],
    // The first worker loads while the targets are still being read.
    minThreads: 1,
    maxThreads: jobs,
    workerData: { loadsAnalysis: !hasResults(cache) } satisfies ThreadData,
    idleTimeout: IDLE_MILLIS,
    resourceLimits: {
      maxOldGenerationSizeMb: maxHeapMegabytes,
      maxYoungGenerationSizeMb: YOUNG_MEGABYTES,
      stackSizeMb: STACK_MEGABYTES,
    },
  });
}

/** Worker threads that analyse artifacts and can be ended at any moment. */
export function openArtifactPool({ jobs, signal, onFetch, ...threads }: PoolOptions): ArtifactPool {
  // No job is given to the pool before a worker is free.
  const limit = pLimit(jobs);
  const pool = startThreads({ jobs, ...threads });

  /**
   * Has a thread that would be idle help with an archive, once the analysing thread shares it: not when its result is known. The
   * analysing thread sees the result.
   */
  function offerHelp(
    port: MessagePort,
    { limits, signatures, ...job }: ArtifactJob,
    { ending, beats }: Watched,
  ): void {
    const cache = job.packageCache ?? job.cache;
    port.once('message', (archive: SharedArchive) => {
      const help: HelpJob = { port, archive, limits, signatures, cache, beats };
      const options = { name: 'helpWithArtifact', signal: ending, transferList: [port] };
      pool.run(help, options).catch(() => port.close());
    });
  }

  function start(job: ArtifactJob, { ending, beats }: Watched): Promise<AnalysedArtifact> {
    const ports = onFetch && job.closure ? [hearFetches(onFetch)] : [];
    const sent = { ...job, beats, ...(ports[0] && { fetchPort: ports[0] }) };
    const isIdle = jobs > 1 && limit.activeCount + limit.pendingCount === 1;
    if (!isIdle || !isLarge(job)) return pool.run(sent, { signal: ending, transferList: ports });
    const { port1, port2 } = new MessageChannel();
    const over = new AbortController();
    offerHelp(port2, job, { ending: AbortSignal.any([ending, over.signal]), beats });
    const analysed: Promise<AnalysedArtifact> = pool.run(
      { ...sent, helperPort: port1 },
      { signal: ending, transferList: [...ports, port1] },
    );
    // A helper does not continue alone, nor does it begin when the work is done.
    const endHelp = (): void => over.abort();
    analysed.then(endHelp, endHelp);
    return analysed;
  }

  async function run(job: ArtifactJob): Promise<AnalysedArtifact> {
    const watch = watchProgress(job.limits.maxMillis);
    const { beats } = watch;
    try {
      return await start(job, { ending: AbortSignal.any([watch.signal, signal]), beats });
    } catch (error) {
      return lostBy(error, job, signal.aborted ? 'interrupted' : whyEnded(watch.signal));
    } finally {
      watch.end();
    }
  }

  return { analyse: (job) => limit(run, job), close: () => pool.destroy() };
}

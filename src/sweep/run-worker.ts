import { setTimeout as wait } from 'node:timers/promises';
import { enqueuedRun, openQueue, type Lease } from '../store/index.js';
import { requireServer } from './enqueue-sweep.js';
import { finishEnqueued } from './finish-enqueued.js';
import { withAwsAndStore } from './open-sweep.js';
import type { SweepOptions } from './sweep-options.js';
import type { SweepReport } from './sweep-report.js';
import { withAnalyst } from './collect/with-analyst.js';
import { announceWorker } from './collect/worker-presence.js';
import { accountsOf, callsInPieces, workOnArtifact, type WorkOptions } from './collect/work-on-artifact.js';
import type { Ending } from './work-together.js';

export interface WorkerOptions extends SweepOptions {
  /** From then on no work is taken, and current work is finished; `signal` ends that as well. */
  readonly stop: AbortSignal;
  /** It ends when no run has work left. */
  readonly once: boolean;
  /** It reached the store. */
  readonly onAlive: () => void;
}

export interface WorkerResult {
  readonly artifacts: number;
  readonly bytes: number;
  /** The results of the runs that it finished. */
  readonly finished: readonly SweepReport[];
}

const POLL_MILLIS = 1000;
/** Renewed this often within the time of a lease. */
const RENEWALS = 4;
const PROGRESS_MILLIS = 2000;

interface Shift extends WorkOptions, Ending {
  readonly options: WorkerOptions;
  readonly active: Map<string, Promise<void>>;
  readonly result: { artifacts: number; bytes: number; finished: SweepReport[] };
  toldAt: number;
  /** It is waiting, and has reported that. */
  waits: boolean;
}

/** Ends early when the worker is to stop. */
async function pause(millis: number, { stop }: WorkerOptions): Promise<void> {
  await wait(millis, undefined, { signal: stop }).catch(() => undefined);
}

async function reportProgress(shift: Shift, run: number): Promise<void> {
  if (performance.now() - shift.toldAt < PROGRESS_MILLIS) return;
  shift.toldAt = performance.now();
  const { waiting, active, done, setAside } = await shift.queue.counts(run);
  const ended = done + setAside;
  shift.options.onProgress({ stage: 'fetch', done: ended, of: ended + waiting + active });
}

function start(lease: Lease, shift: Shift): void {
  const { active, result, options } = shift;
  const { id, run, leaseSeconds } = lease;
  const renewal = setInterval(
    () => void shift.queue.renew([id]).then(options.onAlive, () => undefined),
    (leaseSeconds * 1000) / RENEWALS,
  );
  const work = async () => {
    const event = await workOnArtifact(lease, shift);
    result.artifacts += event.outcome === 'returned' ? 0 : 1;
    result.bytes += event.bytes;
    options.onEvent(event);
    await reportProgress(shift, run);
  };
  const ended = work()
    .catch(shift.fail)
    .finally(() => {
      clearInterval(renewal);
      active.delete(id);
    });
  active.set(id, ended);
}

/** No work is left: the run is judged when it is done. False: the worker should end. */
async function idle(shift: Shift): Promise<boolean> {
  const { sql, result, options } = shift;
  const report = await finishEnqueued(shift, options);
  if (report) result.finished.push(report);
  else if (options.once && !(await enqueuedRun(sql))) return false;
  else {
    if (!shift.waits) options.onEvent({ event: 'waiting' });
    shift.waits = true;
    await pause(POLL_MILLIS, options);
  }
  return true;
}

async function takeWork(shift: Shift): Promise<void> {
  const { queue, active, options, signal } = shift;
  let goesOn = true;
  while (goesOn && !options.stop.aborted && !signal.aborted) {
    const free = options.jobs - active.size;
    const leases = free > 0 ? await queue.take(free) : [];
    options.onAlive();
    for (const lease of leases) start(lease, shift);
    if (leases.length > 0) shift.waits = false;
    // Work of dead workers is taken when nothing else is left.
    else if (free > 0) await queue.expire();
    if (active.size === options.jobs) await Promise.race(active.values());
    else if (active.size > 0) await Promise.race([...active.values(), pause(POLL_MILLIS, options)]);
    else goesOn = await idle(shift);
  }
}

/** @throws the first error, once all work has ended. */
async function workThrough(shift: Shift): Promise<void> {
  const { active, options, signal, fail } = shift;
  await takeWork(shift).catch(fail);
  if (options.stop.aborted) options.onEvent({ event: 'stopping' });
  await Promise.all(active.values());
  if (!options.signal.aborted) signal.throwIfAborted();
}

/**
 * Processes the queue of `enqueueSweep`, beside any number of other workers, until it is stopped.
 * @throws ScanError when it cannot start: no server, no credentials.
 */
export async function runWorker(options: WorkerOptions): Promise<WorkerResult> {
  const { store, jobs, scope } = options;
  requireServer(store);
  return withAwsAndStore(options, async (tools) => {
    const queue = await openQueue(tools.sql);
    try {
      await announceWorker(tools.sql);
      return await withAnalyst({ jobs, signal: tools.signal }, async (analysis) => {
        const shift: Shift = {
          ...tools,
          ...analysis,
          queue,
          accessTo: accountsOf(tools.aws, scope.role),
          newCalls: callsInPieces(tools.aws.calls),
          options,
          active: new Map(),
          result: { artifacts: 0, bytes: 0, finished: [] },
          toldAt: -Infinity,
          waits: false,
        };
        await workThrough(shift);
        return shift.result;
      });
    } finally {
      await queue.close();
    }
  });
}

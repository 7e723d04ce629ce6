import type { Aws } from '../aws/index.js';
import { NO_POLICY } from '../policy/index.js';
import { enqueuedRun, saveGaps, type GapRow, type Queue, type SetAside, type Sql } from '../store/index.js';
import type { EnqueuedPlan } from './enqueue-sweep.js';
import { finishSweep, type FinishOptions } from './finish-sweep.js';
import { giveSweepLock, takeSweepLock } from './open-sweep.js';
import type { SweepReport } from './sweep-report.js';

/** An artifact that failed too often is a gap: the run is incomplete, and the next one tries again. */
function gapOf({ row, attempts, action, reason }: SetAside): GapRow {
  const { account, region, key, facts, again = false } = row;
  return {
    account,
    region,
    action,
    resource: facts === null ? key : row.function,
    status: 'failed',
    reason: `It was set aside after ${attempts} attempts: ${reason}`,
    // An artifact with an earlier analysis keeps it.
    affectsCompleteness: !again,
  };
}

function addedUp(...all: readonly Readonly<Record<string, number>>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [action, count] of all.flatMap((calls) => Object.entries(calls))) {
    sums.set(action, (sums.get(action) ?? 0) + count);
  }
  return sums;
}

interface Tools {
  readonly sql: Sql;
  readonly queue: Queue;
  readonly aws: Aws;
}

async function finishLocked({ sql, queue, aws }: Tools, options: Omit<FinishOptions, 'now'>) {
  // Another process may have finished it before the lock was taken.
  const run = await enqueuedRun(sql);
  if (!run) return null;
  const { waiting, active } = await queue.counts(run.id);
  if (waiting + active > 0) return null;
  await saveGaps(sql, run.id, (await queue.setAside(run.id)).map(gapOf));
  const { done, again, bytes, calls } = await queue.totals(run.id);
  const { vex, failOn, expected, resumed, calls: ofListing, ...plan } = run.plan as EnqueuedPlan;
  // An earlier version of stowaway, which enqueued it, had fewer policy settings.
  const policy = { ...NO_POLICY, ...plan.policy };
  const collected = { fetched: done - again, again, bytes };
  const swept = {
    sql,
    aws,
    id: run.id,
    resumed,
    startedAt: run.startedAt,
    collected,
    calls: addedUp(ofListing, calls),
  };
  const rules = { policy, vex, failOn: failOn ?? undefined, expected: expected ?? null };
  return finishSweep(swept, { ...options, ...rules, now: new Date() });
}

/**
 * Judges the workers' run when all its artifacts are processed: once, by the first process. If it is interrupted, the next process does it.
 * @returns null when there is nothing to finish, or another process does it.
 */
export async function finishEnqueued(
  tools: Tools,
  options: Omit<FinishOptions, 'now'>,
): Promise<SweepReport | null> {
  const { sql, queue } = tools;
  const run = await enqueuedRun(sql);
  if (!run) return null;
  const { waiting, active } = await queue.counts(run.id);
  if (waiting + active > 0 || !(await takeSweepLock(sql))) return null;
  try {
    return await finishLocked(tools, options);
  } finally {
    await giveSweepLock(sql);
  }
}

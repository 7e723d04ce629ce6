import { forgetSources, openToChange, pruneStore } from '../store/index.js';
export { GROUPINGS, type Grouping } from '../store/index.js';
import type { planSweep as plan } from './plan-sweep.js';
import type { enqueueSweep as enqueue } from './enqueue-sweep.js';
import type { runSweep as run } from './run-sweep.js';
import type { runWorker as work } from './run-worker.js';
import type { sweepStatus as status } from './describe/sweep-status.js';
import type { serveMetrics as serve } from './collect/worker-metrics.js';

export { QUEUE_TIMES } from '../store/index.js';
export { describeStatus } from './describe/describe-status.js';
export { describePlan, describeSweep } from './describe/describe-sweep.js';
export { describeSummary, summaryMarkdown } from './describe/describe-summary.js';
export { readStoredReport, type StoredReport } from './describe/stored-report.js';
export { summaryPage } from './describe/summary-page.js';
export { describeWhere } from './describe/describe-where.js';
export { wherePage } from './describe/where-page.js';
export { findAccountPermissions, type AccountPermissions } from './describe/account-permissions.js';
export { describeAccountPermissions } from './describe/describe-permissions.js';
export { findPackage, type PackageAnswer } from './describe/find-package.js';
export { PARTITION_DOMAINS, POLICY_NOTES, sweepPolicy, type PolicyWishes } from './iam-policy.js';
export { readExpected, type Expectations } from './judge/read-expected.js';
export { readSink } from './notify/sinks.js';
export type { SweepPlan } from './plan-sweep.js';
export type { WorkerOptions } from './run-worker.js';
export type { WorkerMetrics } from './collect/worker-metrics.js';
export type { SweepEvent } from './sweep-events.js';
export type { SweepReport } from './sweep-report.js';
export type { SweepOptions, SweepProgress, SweepScope } from './sweep-options.js';

/** See run-sweep.ts. Loaded late: printing a policy needs none of it. */
export async function runSweep(...given: Parameters<typeof run>): ReturnType<typeof run> {
  return (await import('./run-sweep.js')).runSweep(...given);
}

/** See enqueue-sweep.ts. */
export async function enqueueSweep(...given: Parameters<typeof enqueue>): ReturnType<typeof enqueue> {
  return (await import('./enqueue-sweep.js')).enqueueSweep(...given);
}

/** See run-worker.ts. */
export async function runWorker(...given: Parameters<typeof work>): ReturnType<typeof work> {
  return (await import('./run-worker.js')).runWorker(...given);
}

/** See worker-metrics.ts. */
export async function serveMetrics(...given: Parameters<typeof serve>): ReturnType<typeof serve> {
  return (await import('./collect/worker-metrics.js')).serveMetrics(...given);
}

/** See sweep-status.ts. */
export async function sweepStatus(...given: Parameters<typeof status>): ReturnType<typeof status> {
  return (await import('./describe/sweep-status.js')).sweepStatus(...given);
}

/** See plan-sweep.ts. */
export async function planSweep(...given: Parameters<typeof plan>): ReturnType<typeof plan> {
  return (await import('./plan-sweep.js')).planSweep(...given);
}

/**
 * Deletes rows about functions and artifacts that have been gone since before a time.
 * @param forgetsData also the record of better advisory data: the next sweep trusts its current data.
 * @returns how many rows of each kind.
 * @throws ScanError when there is no store, or it cannot be used.
 */
export async function pruneSweeps(
  store: string,
  before: Date,
  forgetsData = false,
): Promise<Readonly<Record<string, number>>> {
  const sql = await openToChange(store);
  try {
    const pruned = await pruneStore(sql, before);
    return forgetsData ? { ...pruned, 'sources of advisories': await forgetSources(sql) } : pruned;
  } finally {
    await sql.close();
  }
}
export { summariseSweeps } from './describe/sweep-summary.js';

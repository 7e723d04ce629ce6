import {
  enqueuedRun,
  gapsOf,
  lastRuns,
  openQueue,
  noEndedSweep,
  openStored,
  type QueueCounts,
  type RunRow,
  type SetAside,
  type Sql,
  type JudgedGap,
} from '../../store/index.js';

/** The progress of a store's sweeps. */
export interface SweepStatus {
  /** The latest first. */
  readonly runs: readonly RunRow[];
  /** Counts of the workers' run; null: no run. */
  readonly queue: (QueueCounts & { readonly run: number }) | null;
  /** Artifacts of that run that failed too often. */
  readonly setAside: readonly SetAside[];
  /** Gaps of the latest run. */
  readonly gaps: readonly JudgedGap[];
}

async function queueOf(sql: Sql): Promise<Pick<SweepStatus, 'queue' | 'setAside'>> {
  const run = await enqueuedRun(sql);
  if (!run) return { queue: null, setAside: [] };
  const queue = await openQueue(sql);
  try {
    const counts = await queue.counts(run.id);
    return { queue: { run: run.id, ...counts }, setAside: await queue.setAside(run.id) };
  } finally {
    await queue.close();
  }
}

/** The progress of a store's sweeps, from the store alone. @throws ScanError when it cannot be used, or no sweep has begun. */
export async function sweepStatus(store: string): Promise<SweepStatus> {
  const sql = await openStored(store);
  try {
    const runs = await lastRuns(sql);
    if (!runs[0]) throw noEndedSweep(store);
    const gaps = await gapsOf(sql, runs[0].id);
    return { runs, ...(await queueOf(sql)), gaps };
  } finally {
    await sql.close();
  }
}

import {
  enqueuedRun,
  gapsOf,
  lastRuns,
  openQueue,
  openSql,
  type QueueCounts,
  type RunRow,
  type SetAside,
  type Sql,
  type ToldGap,
} from '../../store/index.js';

/** How far sweeps of a store are. */
export interface SweepStatus {
  /** The latest first. */
  readonly runs: readonly RunRow[];
  /** Of the run that workers are at; null: they are at none. */
  readonly queue: (QueueCounts & { readonly run: number }) | null;
  /** What workers tried too often in that run. */
  readonly setAside: readonly SetAside[];
  /** What the latest run did not see. */
  readonly gaps: readonly ToldGap[];
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

/** Says how far sweeps of a store are, out of the store alone. @throws ScanError when it cannot be used. */
export async function sweepStatus(store: string): Promise<SweepStatus> {
  const sql = await openSql(store);
  try {
    const runs = await lastRuns(sql);
    const gaps = runs[0] ? await gapsOf(sql, runs[0].id) : [];
    return { runs, ...(await queueOf(sql)), gaps };
  } finally {
    await sql.close();
  }
}

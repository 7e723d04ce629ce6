import { ScanError } from '../model/index.js';
import type { Queries, Sql } from './sql.js';
import { storable } from './storable.js';

export type RunStatus = 'running' | 'complete' | 'incomplete' | 'abandoned';

export interface StartedRun {
  readonly id: number;
  /** An interrupted run continues: `account region` of the regions that it had finished. */
  readonly regionsDone: ReadonlySet<string>;
  readonly resumed: boolean;
}

/** An interrupted run older than this is not continued: too much may have changed since. */
const MAX_RESUME_HOURS = 12;

/** A run whose artifacts are on the queue, until it is finished. */
export interface EnqueuedRun {
  readonly id: number;
  readonly startedAt: Date;
  /** Its options, for the process that finishes it. */
  readonly plan: unknown;
}

/** Whether a run is neither finished nor abandoned. */
export async function isRunning(sql: Queries, run: number): Promise<boolean> {
  return (await sql.query(`SELECT id FROM run WHERE id = $1 AND status = 'running'`, [run])).length > 0;
}

/** A run, for a list. */
export interface RunRow {
  readonly id: number;
  readonly status: RunStatus;
  /** ISO date-times. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly totals: unknown;
}

const LAST_RUNS = 10;

function isoOf(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

/** The latest runs, the latest first. */
export async function lastRuns(sql: Queries): Promise<readonly RunRow[]> {
  const rows = await sql.query(
    `SELECT id, status, ${isoOf('started_at')} AS "startedAt", ${isoOf('finished_at')} AS "finishedAt", totals
     FROM run ORDER BY id DESC LIMIT ${LAST_RUNS}`,
  );
  return rows as unknown as readonly RunRow[];
}

/** The run that workers are busy with. */
export async function enqueuedRun(sql: Queries): Promise<EnqueuedRun | null> {
  const [row] = await sql.query(
    `SELECT id, started_at, plan FROM run WHERE id = (SELECT max(id) FROM run) AND status = 'running' AND enqueued_at IS NOT NULL`,
  );
  if (!row) return null;
  return { id: row['id'] as number, startedAt: new Date(row['started_at'] as string), plan: row['plan'] };
}

/** Hands a run to the workers, with all its artifacts on the queue. */
export async function markEnqueued(
  sql: Queries,
  run: number,
  { plan, now }: { readonly plan: unknown; readonly now: Date },
): Promise<void> {
  await sql.query('UPDATE run SET enqueued_at = $2, plan = $3 WHERE id = $1', [
    run,
    now.toISOString(),
    storable(plan),
  ]);
}

/** @throws ScanError when workers are busy with a run of another scope. */
async function requireNoOther(sql: Sql, scope: string, oldest: Date): Promise<void> {
  const [other] = await sql.query(
    `SELECT id FROM run WHERE status = 'running' AND enqueued_at IS NOT NULL AND scope <> $1 AND started_at > $2`,
    [scope, oldest.toISOString()],
  );
  if (!other) return;
  throw new ScanError(
    'config',
    `Workers are still busy with sweep ${String(other['id'])} of other accounts or regions.`,
    {
      hint: '`stowaway sweep status` shows its progress. Start another one when it is done, or use another store.',
    },
  );
}

/** Starts a run, or continues the last one if it was interrupted and has the same scope. */
export async function startRun(sql: Sql, scope: string, now: Date): Promise<StartedRun> {
  const oldest = new Date(now.getTime() - MAX_RESUME_HOURS * 3600 * 1000);
  await requireNoOther(sql, scope, oldest);
  const [last] = await sql.query(
    `SELECT id FROM run WHERE id = (SELECT max(id) FROM run)
       AND status = 'running' AND scope = $1 AND started_at > $2`,
    [scope, oldest.toISOString()],
  );
  await sql.query(`UPDATE run SET status = 'abandoned' WHERE status = 'running' AND id <> $1`, [
    last?.['id'] ?? 0,
  ]);
  if (last) {
    const id = last['id'] as number;
    const done = await sql.query('SELECT account, region FROM region_run WHERE run = $1 AND listed', [id]);
    const regionsDone = new Set(done.map(({ account, region }) => `${String(account)} ${String(region)}`));
    // Unseen parts are tried once more.
    await sql.query(
      'DELETE FROM gap WHERE run = $1 AND (region IS NULL OR (account, region) NOT IN (SELECT account, region FROM region_run WHERE run = $1 AND listed))',
      [id],
    );
    return { id, regionsDone, resumed: true };
  }
  const [made] = await sql.query(
    `INSERT INTO run (scope, started_at, status) VALUES ($1, $2, 'running') RETURNING id`,
    [scope, now.toISOString()],
  );
  return { id: made?.['id'] as number, regionsDone: new Set(), resumed: false };
}

/** Ends a run. */
export async function finishRun(
  sql: Sql,
  run: number,
  { complete, totals, now }: { readonly complete: boolean; readonly totals: unknown; readonly now: Date },
): Promise<void> {
  await sql.query('UPDATE run SET status = $2, totals = $3, finished_at = $4 WHERE id = $1', [
    run,
    complete ? 'complete' : 'incomplete',
    JSON.stringify(totals),
    now.toISOString(),
  ]);
}

/** Deletes runs and everything that has been gone since before a time: functions, their findings, unused artifacts. */
export async function pruneStore(sql: Sql, before: Date): Promise<Readonly<Record<string, number>>> {
  return sql.transaction(async (inside) => {
    const count = async (text: string, parameters: readonly unknown[] = []) =>
      (await inside.query(text, parameters)).length;
    const old = [before.toISOString()];
    const oldRun = '(SELECT id FROM run WHERE started_at < $1)';
    return {
      functions: await count(`DELETE FROM function WHERE gone_run IN ${oldRun} RETURNING arn`, old),
      findings: await count(`DELETE FROM finding WHERE fixed_run IN ${oldRun} RETURNING fingerprint`, old),
      versions: await count(
        `DELETE FROM version v USING function f WHERE f.arn = v.function AND f.gone_run IS NULL
           AND v.last_run < f.last_run AND v.last_run IN ${oldRun} RETURNING v.version`,
        old,
      ),
      holdings: await count(`DELETE FROM holding WHERE gone_at < $1 RETURNING mount`, old),
      artifacts: await count(
        `DELETE FROM artifact a WHERE analysed_at < $1
           AND NOT EXISTS (SELECT 1 FROM version v WHERE v.code = a.key)
           AND NOT EXISTS (SELECT 1 FROM holding h WHERE h.mount = a.key)
           AND NOT EXISTS (SELECT 1 FROM layer l JOIN holding h ON h.mount = l.arn WHERE l.artifact = a.key)
         RETURNING key`,
        old,
      ),
      runs: await count(
        `DELETE FROM run WHERE started_at < $1 AND id <> (SELECT max(id) FROM run) RETURNING id`,
        old,
      ),
    };
  });
}

import { createHash } from 'node:crypto';
import type { WantedRow } from './wanted-rows.js';
import { requirePackage } from './require-package.js';
import type { Row, Sql } from './sql.js';
import { storable } from './storable.js';

/** An artifact that a worker has taken, until its lease runs out. */
export interface Lease {
  readonly id: string;
  readonly run: number;
  readonly row: WantedRow;
  /** 1 for the first time. */
  readonly attempt: number;
  readonly leaseSeconds: number;
}

/** What became of the artifacts of a run. */
export interface QueueCounts {
  readonly waiting: number;
  readonly active: number;
  readonly done: number;
  /** Tried too often. */
  readonly setAside: number;
}

/** Why an artifact could not be had. */
export interface Failure {
  /** What failed: an action of IAM, `download`, `analyse`. */
  readonly action: string;
  readonly reason: string;
}

export interface SetAside extends Failure {
  readonly row: WantedRow;
  readonly attempts: number;
}

/** What a worker says of an artifact that it is done with; numbers are added up over a run. */
export interface Done {
  readonly bytes: number;
  /** Calls of AWS since the worker said so last, by action. */
  readonly calls: Readonly<Record<string, number>>;
}

export interface QueueTimes {
  /** A worker that says nothing for this long is taken to be dead. */
  readonly leaseSeconds: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly retrySeconds: number;
}

export const QUEUE_TIMES: QueueTimes = { leaseSeconds: 120, retrySeconds: 15 };
const RETRIES = 3;

/** Artifacts that workers share. */
export interface Queue {
  /** Those that are on the queue already, for the same run, stay as they are. */
  add(run: number, rows: readonly WantedRow[], times: QueueTimes): Promise<void>;
  take(count: number): Promise<readonly Lease[]>;
  /** Makes leases last from now on. */
  renew(ids: readonly string[]): Promise<void>;
  complete(id: string, done: Done): Promise<void>;
  /** Tried again later, or set aside when that was done often enough. */
  fail(id: string, failure: Failure): Promise<void>;
  /** Back on the queue, as if it had not been taken. */
  giveBack(ids: readonly string[]): Promise<void>;
  /** Takes away leases that ran out. */
  expire(): Promise<void>;
  counts(run: number): Promise<QueueCounts>;
  setAside(run: number): Promise<readonly SetAside[]>;
  /** What workers said of everything that is done. */
  totals(run: number): Promise<Done & { readonly done: number; readonly again: number }>;
  close(): Promise<void>;
}

const SCHEMA = 'stowaway_queue';
const NAME = 'artifacts';
// The layout of pg-boss 10, which has no call for what is asked here; later ones need a later Node.
const JOBS = `${SCHEMA}.job WHERE name = '${NAME}'`;
const OF_RUN = `${JOBS} AND (data->>'run')::integer = $1`;
const CHUNK = 1000;
/** Longer than any run takes: what is done is counted until then. */
const KEPT_SECONDS = 3 * 24 * 3600;

/** The same artifact of the same run is the same job, however often it is added. */
function jobId(run: number, key: string): string {
  const hex = createHash('sha256').update(`${run} ${key}`).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** @throws ScanError when the package is not installed. */
async function openBoss(sql: Sql) {
  const { default: PgBoss } = await requirePackage('pg-boss', () => import('pg-boss'));
  const executeSql = async (text: string, values: unknown[] = []) => ({
    // Several statements at once have no rows.
    rows: [...(((await sql.query(text, values)) as readonly Row[] | undefined) ?? [])],
  });
  const boss = new PgBoss({
    db: { executeSql },
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    archiveCompletedAfterSeconds: KEPT_SECONDS,
  });
  // What it cannot do it says by rejecting as well.
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(NAME);
  // Forgets what was done days ago.
  await boss.maintain();
  return boss;
}

interface JobData {
  readonly run: number;
  readonly row: WantedRow;
}

function answersOf(sql: Sql): Pick<Queue, 'counts' | 'setAside' | 'totals'> {
  return {
    async counts(run) {
      const [row] = await sql.query(
        `SELECT count(*) FILTER (WHERE state < 'active')::integer AS waiting, count(*) FILTER (WHERE state = 'active')::integer AS active,
           count(*) FILTER (WHERE state = 'completed')::integer AS done, count(*) FILTER (WHERE state = 'failed')::integer AS "setAside"
         FROM ${OF_RUN}`,
        [run],
      );
      return row as unknown as QueueCounts;
    },
    async setAside(run) {
      const rows = await sql.query(
        `SELECT data->'row' AS row, retry_count + 1 AS attempts, coalesce(output->>'action', 'analyse') AS action,
           coalesce(output->>'reason', 'each time the worker that had it ended, or was silent for too long.') AS reason
         FROM ${OF_RUN} AND state = 'failed' ORDER BY id`,
        [run],
      );
      return rows as unknown as SetAside[];
    },
    async totals(run) {
      const [sums] = await sql.query(
        `SELECT count(*)::integer AS done, count(*) FILTER (WHERE data->'row'->>'again' = 'true')::integer AS again,
           coalesce(sum((output->>'bytes')::double precision), 0) AS bytes FROM ${OF_RUN} AND state = 'completed'`,
        [run],
      );
      const calls = await sql.query(
        `SELECT call.key AS action, sum(call.value::integer)::integer AS count
         FROM (SELECT output FROM ${OF_RUN} AND state = 'completed') AS job, jsonb_each_text(job.output->'calls') AS call GROUP BY call.key`,
        [run],
      );
      const { done, again, bytes } = sums as { done: number; again: number; bytes: number };
      return {
        done,
        again,
        bytes,
        calls: Object.fromEntries(calls.map((row) => [row['action'], row['count']])),
      };
    },
  };
}

/** Opens the queue beside the tables of a store on a server. @throws ScanError */
export async function openQueue(sql: Sql): Promise<Queue> {
  const boss = await openBoss(sql);
  const update = (set: string, ids: readonly string[]) =>
    sql.query(
      `UPDATE ${SCHEMA}.job SET ${set} WHERE name = '${NAME}' AND state = 'active' AND id = ANY($1::uuid[])`,
      [[...ids]],
    );
  return {
    ...answersOf(sql),
    async add(run, rows, { leaseSeconds, retrySeconds }) {
      const jobs = rows.map((row) => ({
        id: jobId(run, row.key),
        name: NAME,
        data: JSON.parse(storable({ run, row })) as JobData,
        expireInSeconds: leaseSeconds,
        retryLimit: RETRIES,
        retryDelay: retrySeconds,
        retryBackoff: true,
      }));
      for (let at = 0; at < jobs.length; at += CHUNK) await boss.insert(jobs.slice(at, at + CHUNK));
    },
    async take(count) {
      const jobs = await boss.fetch<JobData>(NAME, { batchSize: count, includeMetadata: true });
      return jobs.map(({ id, data: { run, row }, retryCount, expireInSeconds }) => ({
        id,
        run,
        row,
        attempt: retryCount + 1,
        // PostgreSQL's `numeric` arrives as a text, whatever the type says.
        leaseSeconds: Number(expireInSeconds as unknown),
      }));
    },
    async renew(ids) {
      await update('started_on = now()', ids);
    },
    complete: (id, done) => boss.complete(NAME, id, done),
    fail: (id, failure) => boss.fail(NAME, id, failure),
    async giveBack(ids) {
      // Without a start the next one does not count as another attempt.
      await update(`state = 'retry', started_on = NULL, start_after = now()`, ids);
    },
    expire: () => boss.expire(),
    close: () => boss.stop({ graceful: false }),
  };
}

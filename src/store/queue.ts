import { createHash } from 'node:crypto';
import {
  BOSS_INSTALL,
  BOSS_QUEUE,
  BOSS_SCHEMA,
  openBossTables,
  requireKnownBoss,
  requireKnownTables,
  type BossTables,
} from './boss-tables.js';
import type { Done, Failure, Lease } from './queued-work.js';
import { requirePackage } from './require-package.js';
import type { Row, Sql } from './sql.js';
import { storable } from './storable.js';
import type { WantedRow } from './wanted-rows.js';

export interface QueueTimes {
  /** A worker without a sign of life for this long counts as dead. */
  readonly leaseSeconds: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly retrySeconds: number;
}

export const QUEUE_TIMES: QueueTimes = { leaseSeconds: 120, retrySeconds: 15 };
const RETRIES = 3;

/** Artifacts that workers share. */
export interface Queue extends BossTables {
  /** Artifacts that are on the queue for the same run stay as they are. */
  add(run: number, rows: readonly WantedRow[], times: QueueTimes): Promise<void>;
  take(count: number): Promise<readonly Lease[]>;
  complete(id: string, done: Done): Promise<void>;
  /** Tried again later, or set aside after the last attempt. */
  fail(id: string, failure: Failure): Promise<void>;
  /** Ends expired leases. */
  expire(): Promise<void>;
  close(): Promise<void>;
}

const CHUNK = 1000;
/** Longer than any run takes: finished work is counted until then. */
const KEPT_SECONDS = 3 * 24 * 3600;

/** The same artifact of the same run is the same job, however often it is added. */
function jobId(run: number, key: string): string {
  const hex = createHash('sha256').update(`${run} ${key}`).digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** @throws ScanError when the package is not installed, or is of a version whose tables are not known. */
async function openBoss(sql: Sql) {
  const { default: PgBoss } = await requirePackage(BOSS_INSTALL, () => import('pg-boss'));
  requireKnownBoss(PgBoss);
  const executeSql = async (text: string, values: unknown[] = []) => ({
    // Several statements at once have no rows.
    rows: [...(((await sql.query(text, values)) as readonly Row[] | undefined) ?? [])],
  });
  const boss = new PgBoss({
    db: { executeSql },
    schema: BOSS_SCHEMA,
    supervise: false,
    schedule: false,
    archiveCompletedAfterSeconds: KEPT_SECONDS,
  });
  // It reports failures by rejecting as well.
  boss.on('error', () => undefined);
  await boss.start();
  await requireKnownTables(sql);
  await boss.createQueue(BOSS_QUEUE);
  // Deletes jobs that were done days ago.
  await boss.maintain();
  return boss;
}

interface JobData {
  readonly run: number;
  readonly row: WantedRow;
}

/** Opens the queue beside the tables of a store on a server. @throws ScanError */
export async function openQueue(sql: Sql): Promise<Queue> {
  const boss = await openBoss(sql);
  return {
    ...openBossTables(sql),
    async add(run, rows, { leaseSeconds, retrySeconds }) {
      const jobs = rows.map((row) => ({
        id: jobId(run, row.key),
        name: BOSS_QUEUE,
        data: JSON.parse(storable({ run, row })) as JobData,
        expireInSeconds: leaseSeconds,
        retryLimit: RETRIES,
        retryDelay: retrySeconds,
        retryBackoff: true,
      }));
      for (let at = 0; at < jobs.length; at += CHUNK) await boss.insert(jobs.slice(at, at + CHUNK));
    },
    async take(count) {
      const jobs = await boss.fetch<JobData>(BOSS_QUEUE, { batchSize: count, includeMetadata: true });
      return jobs.map(({ id, data: { run, row }, retryCount, expireInSeconds }) => ({
        id,
        run,
        row,
        attempt: retryCount + 1,
        // PostgreSQL's `numeric` arrives as a text, although the type is a number.
        leaseSeconds: Number(expireInSeconds as unknown),
      }));
    },
    complete: (id, done) => boss.complete(BOSS_QUEUE, id, done),
    fail: (id, failure) => boss.fail(BOSS_QUEUE, id, failure),
    expire: () => boss.expire(),
    close: () => boss.stop({ graceful: false }),
  };
}

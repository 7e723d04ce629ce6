import { ScanError } from '../model/index.js';
import type { QueueCounts, QueueTotals, SetAside } from './queued-work.js';
import type { Sql } from './sql.js';

// pg-boss has no API for these queries and changes. This file alone reads and writes its tables, in the layout of version 10.
/** The version that pg-boss gives the layout of its tables. */
const LAYOUT = '24';
/** As npm installs it: later ones lay tables out differently, and need a later Node. */
export const BOSS_INSTALL = 'pg-boss@10';
/** The schema of PostgreSQL that its tables are in. */
export const BOSS_SCHEMA = 'stowaway_queue';
export const BOSS_QUEUE = 'artifacts';
const JOBS = `${BOSS_SCHEMA}.job WHERE name = '${BOSS_QUEUE}'`;
const OF_RUN = `${JOBS} AND (data->>'run')::integer = $1`;

/** The layout that this pg-boss creates; null when it does not state one. */
function layoutOf(boss: unknown): string | null {
  const { getConstructionPlans } = (boss ?? {}) as { getConstructionPlans?: unknown };
  if (typeof getConstructionPlans !== 'function') return null;
  const plans = String((getConstructionPlans as (schema: string) => unknown)(BOSS_SCHEMA));
  return /version\(version[^)]*\)\s*VALUES\s*\('?(\d+)/i.exec(plans)?.[1] ?? null;
}

/**
 * Refuses a pg-boss of another version before it changes the tables of a store.
 * @param boss the exports of the package.
 * @throws ScanError
 */
export function requireKnownBoss(boss: unknown): void {
  if (layoutOf(boss) === LAYOUT) return;
  throw new ScanError('config', 'The pg-boss that is installed is not version 10.4 or a later 10.', {
    hint: `npm install ${BOSS_INSTALL}`,
  });
}

/** @throws ScanError where the tables of a store were laid out by another version of pg-boss. */
export async function requireKnownTables(sql: Sql): Promise<void> {
  const [row] = await sql.query(`SELECT version::text AS version FROM ${BOSS_SCHEMA}.version`);
  const found = (row?.['version'] as string | undefined) ?? 'none';
  if (found === LAYOUT) return;
  throw new ScanError('config', `The queue in this store has layout ${found} of pg-boss, not ${LAYOUT}.`, {
    hint: `Use the stowaway that made it. Or end all workers, and remove the queue: DROP SCHEMA ${BOSS_SCHEMA} CASCADE. The next "stowaway sweep --enqueue" makes it again.`,
  });
}

/** Changes of the tables of pg-boss. */
interface Leases {
  /** Makes leases last from now on. */
  renew(ids: readonly string[]): Promise<void>;
  /** Back on the queue, as if it had not been taken. */
  giveBack(ids: readonly string[]): Promise<void>;
}

/** Answers of queries on its tables. */
interface Answers {
  counts(run: number): Promise<QueueCounts>;
  setAside(run: number): Promise<readonly SetAside[]>;
  totals(run: number): Promise<QueueTotals>;
}

export type BossTables = Leases & Answers;

function leasesIn(sql: Sql): Leases {
  const update = (set: string, ids: readonly string[]) =>
    sql.query(
      `UPDATE ${BOSS_SCHEMA}.job SET ${set} WHERE name = '${BOSS_QUEUE}' AND state = 'active' AND id = ANY($1::uuid[])`,
      [[...ids]],
    );
  return {
    async renew(ids) {
      await update('started_on = now()', ids);
    },
    async giveBack(ids) {
      // Without a start the next one does not count as another attempt.
      await update(`state = 'retry', started_on = NULL, start_after = now()`, ids);
    },
  };
}

function answersOf(sql: Sql): Answers {
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
           coalesce(output->>'reason', 'each time its worker ended, or gave no sign of life for too long.') AS reason
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

/** The tables of a queue that is open. */
export function openBossTables(sql: Sql): BossTables {
  return { ...leasesIn(sql), ...answersOf(sql) };
}

import type { Queries, Sql } from './sql.js';

export interface WantedRow {
  readonly account: string;
  readonly region: string;
  readonly function: string;
  /** Of the version for code, ARN for a layer. */
  readonly facts: unknown;
  readonly key: string;
  /** It was analysed before, by another version. */
  readonly again?: boolean;
}

const CURRENT = `version v JOIN function f ON f.arn = v.function WHERE f.last_run = $1 AND v.last_run = $1 AND v.reachable`;

/** Code that a run saw and that is not analysed yet, each once. */
export async function wantedCode(sql: Sql, run: number): Promise<readonly WantedRow[]> {
  const rows = await sql.query(
    `SELECT DISTINCT ON (v.code) v.code AS key, f.account, f.region, f.arn AS function, v.facts FROM ${CURRENT}
       AND NOT EXISTS (SELECT 1 FROM artifact a WHERE a.key = v.code) ORDER BY v.code, f.arn`,
    [run],
  );
  return rows as unknown as readonly WantedRow[];
}

/** Layer versions that a run saw and that are not analysed yet, each once; their key is their ARN. */
export async function wantedLayers(sql: Sql, run: number): Promise<readonly WantedRow[]> {
  const rows = await sql.query(
    `SELECT DISTINCT ON (l.arn) l.arn AS key, f.account, f.region, f.arn AS function, NULL AS facts
     FROM version v JOIN function f ON f.arn = v.function CROSS JOIN jsonb_array_elements_text(v.layers) AS l(arn)
     WHERE f.last_run = $1 AND v.last_run = $1 AND v.reachable AND NOT EXISTS (SELECT 1 FROM layer WHERE layer.arn = l.arn)
     ORDER BY l.arn, f.arn`,
    [run],
  );
  return rows as unknown as readonly WantedRow[];
}

/** Bytes, as packed. */
export interface OutdatedRow extends WantedRow {
  readonly size: number;
}

/** The last sweep's view of each function, with the artifact of each part that another analyser than $1 analysed. */
const OUTDATED = `
  WITH used AS (
    SELECT v.code AS artifact, v.code AS key, f.account, f.region, f.arn AS function, v.facts
    FROM version v JOIN function f ON f.arn = v.function
    WHERE f.gone_run IS NULL AND v.last_run = f.last_run AND v.reachable AND ($2::integer IS NULL OR f.last_run = $2)
    UNION ALL SELECT l.artifact, l.arn, f.account, f.region, f.arn, NULL
    FROM version v JOIN function f ON f.arn = v.function CROSS JOIN jsonb_array_elements_text(v.layers) AS m(arn) JOIN layer l ON l.arn = m.arn
    WHERE f.gone_run IS NULL AND v.last_run = f.last_run AND v.reachable AND ($2::integer IS NULL OR f.last_run = $2)
  ), each AS (
    SELECT DISTINCT ON (artifact) used.*, a.size, a.tried_at, a.analysed_at FROM used JOIN artifact a ON a.key = used.artifact
    WHERE a.tool <> $1 ORDER BY artifact, function, used.key
  )`;

export interface OutdatedOptions {
  /** The current analyser. */
  readonly tool: string;
  /** Only functions that the run saw; null: all existing ones. */
  readonly run: number | null;
  readonly limit: number;
}

/** Code and layers that another analyser analysed, each artifact once: untried ones first, then by the time of the last attempt. */
export async function outdatedCode(
  sql: Queries,
  { tool, run, limit }: OutdatedOptions,
): Promise<readonly OutdatedRow[]> {
  const rows = await sql.query(
    `${OUTDATED} SELECT account, region, function, facts, key, true AS again, size FROM each
     ORDER BY tried_at NULLS FIRST, analysed_at, artifact LIMIT $3`,
    [tool, run, limit],
  );
  return rows as unknown as readonly OutdatedRow[];
}

/** How many artifacts another analyser analysed. */
export async function countOutdated(sql: Queries, tool: string): Promise<number> {
  const [row] = await sql.query(`${OUTDATED} SELECT count(*)::integer AS count FROM each`, [tool, null]);
  return row?.['count'] as number;
}

/** Stores the time of an attempt, so that unavailable artifacts come last. @param key of it, or ARN of its layer. */
export async function noteTried(sql: Queries, key: string, now: Date): Promise<void> {
  await sql.query(
    'UPDATE artifact SET tried_at = $2 WHERE key = $1 OR key = (SELECT artifact FROM layer WHERE arn = $1)',
    [key, now.toISOString()],
  );
}

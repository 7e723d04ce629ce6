import type { GapRow, RegionRows } from './region-rows.js';
import type { Suppression } from '../model/index.js';
import { saveMountHistory } from './mount-history.js';
import type { StoredFunction } from './judgement-rows.js';
import type { Queries, Sql } from './sql.js';
import { storable } from './storable.js';

const FUNCTIONS = `
  INSERT INTO function (arn, account, region, name, facts, first_run, last_run)
  SELECT arn, $2, $3, name, facts, $4, $4 FROM jsonb_to_recordset($1::jsonb) AS x(arn text, name text, facts jsonb)
  ON CONFLICT (arn) DO UPDATE SET name = excluded.name, facts = excluded.facts, last_run = excluded.last_run, gone_run = NULL,
    seen_before = CASE WHEN function.last_run < excluded.last_run AND NOT EXISTS (SELECT 1 FROM run
      WHERE id = function.last_run AND status IN ('running', 'abandoned')) THEN function.last_run ELSE function.seen_before END`;

const VERSIONS = `
  INSERT INTO version (function, version, reachable, code, layers, facts, first_run, last_run)
  SELECT function, version, reachable, code, layers, facts, $2, $2 FROM jsonb_to_recordset($1::jsonb)
    AS x(function text, version text, reachable boolean, code text, layers jsonb, facts jsonb)
  ON CONFLICT (function, version) DO UPDATE SET reachable = excluded.reachable, code = excluded.code,
    layers = excluded.layers, facts = excluded.facts, last_run = excluded.last_run,
    permissions = CASE WHEN version.code = excluded.code AND version.layers = excluded.layers THEN version.permissions END,
    first_run = CASE WHEN version.code = excluded.code THEN version.first_run ELSE excluded.first_run END`;

/** Adds gaps of a run. */
export async function saveGaps(sql: Queries, run: number, gaps: readonly GapRow[]): Promise<void> {
  if (gaps.length === 0) return;
  await sql.query(
    `INSERT INTO gap (run, account, region, action, resource, status, reason, affects_completeness)
     SELECT $2, account, region, action, resource, status, reason, "affectsCompleteness" FROM jsonb_to_recordset($1::jsonb)
       AS x(account text, region text, action text, resource text, status text, reason text, "affectsCompleteness" boolean)
     ON CONFLICT DO NOTHING`,
    [storable(gaps), run],
  );
}

/** Saves a run's view of a region, all or nothing. Missing functions are marked as gone. */
export async function saveRegion(sql: Sql, run: number, rows: RegionRows): Promise<void> {
  const { account, region, listed, functions, gaps } = rows;
  await sql.transaction(async (inside) => {
    await inside.query('DELETE FROM gap WHERE run = $1 AND account = $2 AND region = $3', [
      run,
      account,
      region,
    ]);
    await saveGaps(inside, run, gaps);
    if (listed) {
      const versions = functions.flatMap(({ arn, versions: own }) =>
        own.map((one) => ({ ...one, function: arn })),
      );
      await inside.query(FUNCTIONS, [storable(functions), account, region, run]);
      await inside.query(VERSIONS, [storable(versions), run]);
      await inside.query(
        `UPDATE function SET gone_run = $3 WHERE account = $1 AND region = $2 AND last_run < $3 AND gone_run IS NULL`,
        [account, region, run],
      );
      await inside.query(
        `UPDATE finding SET fixed_run = $3 FROM function f WHERE f.arn = finding.function AND f.account = $1 AND f.region = $2
           AND f.gone_run = $3 AND fixed_run IS NULL`,
        [account, region, run],
      );
      await saveMountHistory(inside, run, rows);
    }
    await inside.query(
      `INSERT INTO region_run (run, account, region, listed) VALUES ($1, $2, $3, $4)
       ON CONFLICT (run, account, region) DO UPDATE SET listed = excluded.listed`,
      [run, account, region, listed],
    );
  });
}

/** A published version as it was seen last. */
export interface EarlierVersionRow {
  /** ARN of its function. */
  readonly function: string;
  readonly version: string;
  readonly reachable: boolean;
  /** ISO date-time; null where the policy of the version was not read. */
  readonly policyReadAt: string | null;
}

/** The published versions of a region's functions, as the last sweep that listed the region saw them. */
export async function publishedVersions(
  sql: Queries,
  account: string,
  region: string,
): Promise<readonly EarlierVersionRow[]> {
  const rows = await sql.query(
    `SELECT v.function, v.version, v.reachable, v.facts->>'policyReadAt' AS "policyReadAt"
     FROM version v JOIN function f ON f.arn = v.function
     WHERE f.account = $1 AND f.region = $2 AND f.gone_run IS NULL AND v.last_run = f.last_run AND v.version <> '$LATEST'`,
    [account, region],
  );
  return rows as unknown as readonly EarlierVersionRow[];
}

/** Replaces the facts about roles. */
export async function saveRoles(
  sql: Sql,
  roles: readonly { readonly arn: string; readonly facts: unknown }[],
): Promise<void> {
  await sql.query(
    `INSERT INTO role (arn, facts) SELECT arn, facts FROM jsonb_to_recordset($1::jsonb) AS x(arn text, facts jsonb)
     ON CONFLICT (arn) DO UPDATE SET facts = excluded.facts`,
    [storable(roles)],
  );
}

/** A gap with its acceptance. */
export interface JudgedGap extends GapRow {
  /** The rule that accepts it; null: it counts. */
  readonly accepted: Suppression | null;
}

/** Gaps of a run. */
export async function gapsOf(sql: Queries, run: number): Promise<JudgedGap[]> {
  const rows = await sql.query(
    `SELECT account, region, action, resource, status, reason, affects_completeness AS "affectsCompleteness", accepted
     FROM gap WHERE run = $1 ORDER BY account, region NULLS FIRST, action, resource NULLS FIRST`,
    [run],
  );
  return rows as unknown as JudgedGap[];
}

/** Stores which rules accept gaps of a run; the other gaps have none. */
export async function saveAcceptance(sql: Queries, run: number, gaps: readonly JudgedGap[]): Promise<void> {
  await sql.query(
    `UPDATE gap SET accepted = nullif(x.accepted, 'null'::jsonb) FROM jsonb_to_recordset($1::jsonb)
       AS x(account text, region text, action text, resource text, reason text, accepted jsonb)
     WHERE gap.run = $2 AND gap.account = x.account AND gap.region IS NOT DISTINCT FROM x.region AND gap.action = x.action
       AND gap.resource IS NOT DISTINCT FROM x.resource AND gap.reason = x.reason`,
    [storable(gaps), run],
  );
}

/** Existing functions with a version that mounts a layer. */
export async function functionsMounting(
  sql: Queries,
  layer: string,
): Promise<readonly Pick<StoredFunction, 'arn' | 'account' | 'region' | 'name'>[]> {
  const rows = await sql.query(
    `SELECT DISTINCT f.arn, f.account, f.region, f.name FROM version v JOIN function f ON f.arn = v.function
     WHERE f.gone_run IS NULL AND v.last_run = f.last_run AND v.reachable AND v.layers @> jsonb_build_array($1::text)`,
    [layer],
  );
  return rows as unknown as Pick<StoredFunction, 'arn' | 'account' | 'region' | 'name'>[];
}

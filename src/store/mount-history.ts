import type { Trigger } from '../model/index.js';
import { storable } from './storable.js';
import type { Queries, Sql } from './sql.js';
import type { RegionRows } from './region-rows.js';

/** Stores the mounts of each version of a region's functions, and ends its earlier mounts. */
export async function saveMountHistory(sql: Queries, run: number, rows: RegionRows): Promise<void> {
  const { account, region, functions } = rows;
  const seen = functions.flatMap(({ arn, versions }) =>
    versions.flatMap(({ version, code, layers }) =>
      [...new Set([code, ...layers])].map((mount) => ({ function: arn, version, mount })),
    ),
  );
  const recordset = 'jsonb_to_recordset($1::jsonb) AS x(function text, version text, mount text)';
  await sql.query(
    `UPDATE holding h SET gone_at = r.started_at FROM function f, run r
     WHERE r.id = $4 AND f.arn = h.function AND f.account = $2 AND f.region = $3 AND h.gone_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM ${recordset}
         WHERE x.function = h.function AND x.version = h.version AND x.mount = h.mount)`,
    [storable(seen), account, region, run],
  );
  await sql.query(
    `INSERT INTO holding (function, version, mount, first_seen)
     SELECT x.function, x.version, x.mount, r.started_at FROM ${recordset}, run r WHERE r.id = $2
     ON CONFLICT (function, version, mount) WHERE gone_at IS NULL DO NOTHING`,
    [storable(seen), run],
  );
}

/** A package as rows of artifacts write it. */
export interface StoredName {
  readonly ecosystem: string;
  readonly name: string;
}

/** Packages in stored artifacts whose names differ from a name in case and punctuation at most. */
export async function namesLike(sql: Sql, name: string): Promise<StoredName[]> {
  const rows = await sql.query(
    `SELECT DISTINCT ecosystem, name FROM artifact_package
     WHERE regexp_replace(lower(name), '[-_.]+', '-', 'g') = regexp_replace(lower($1), '[-_.]+', '-', 'g')`,
    [name],
  );
  return rows.map((row) => ({ ecosystem: row['ecosystem'] as string, name: row['name'] as string }));
}

/** All versions of a package in stored artifacts; '' among them for an unknown one. */
export async function versionsOf(sql: Sql, ecosystem: string, name: string): Promise<string[]> {
  const rows = await sql.query(
    'SELECT DISTINCT version FROM artifact_package WHERE ecosystem = $1 AND name = $2',
    [ecosystem, name],
  );
  return rows.map(({ version }) => version as string);
}

/** A version of a function that holds a package, or held it. */
export interface HolderRow {
  readonly function: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  /** Aliases that send calls to the version. */
  readonly aliases: readonly string[];
  /** Known triggers of the function, and the principals that may call it. */
  readonly triggers: readonly Trigger[];
  /** Whether a call can reach the version. */
  readonly reachable: boolean;
  /** ARN of the layer that contains the package; null for the function's own code. */
  readonly layer: string | null;
  readonly artifact: string;
  /** Versions of the package, each with its state and presence; null where these were not stored. */
  readonly packages: readonly {
    readonly version: string;
    readonly state: 'exact' | 'set' | 'unknown' | null;
    readonly presence: string | null;
  }[];
  /** ISO date-time of the sweep that saw it first. */
  readonly since: string;
  /** ISO date-time of the first sweep that no longer saw it; null while it exists. */
  readonly until: string | null;
  /** ISO date-time of the sweep that saw the function last; null when that sweep is deleted. */
  readonly lastSeen: string | null;
  /** Whether the last sweep failed to list the function's region or account. */
  readonly stale: boolean;
}

const iso = (time: string) => `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const LAST_RUN = `(SELECT max(id) FROM run WHERE status IN ('complete', 'incomplete'))`;

const HOLDERS = `
  WITH held AS (
    SELECT artifact, jsonb_agg(jsonb_build_object('version', version, 'state', state, 'presence', presence) ORDER BY version) AS packages
    FROM artifact_package WHERE ecosystem = $1 AND name = $2 GROUP BY artifact
    HAVING bool_or(version IN (SELECT jsonb_array_elements_text($3::jsonb)))
  ), mounted AS (
    SELECT artifact AS mount, NULL AS layer, artifact, packages FROM held
    UNION ALL SELECT l.arn, l.arn, artifact, packages FROM held JOIN layer l USING (artifact)
  )
  SELECT f.arn AS function, f.account, f.region, f.name, h.version, m.layer, m.artifact, m.packages,
    jsonb_path_query_array(f.facts, '$.aliases[*] ? (@.versions[*] == $v).name', jsonb_build_object('v', h.version)) AS aliases,
    coalesce(f.facts->'triggers', '[]') AS triggers, coalesce(v.reachable, false) AS reachable, ${iso('h.first_seen')} AS since, ${iso('h.gone_at')} AS until,
    ${iso('r.started_at')} AS "lastSeen", f.gone_run IS NULL AND f.last_run < ${LAST_RUN} AS stale
  FROM mounted m JOIN holding h ON h.mount = m.mount JOIN function f ON f.arn = h.function
    LEFT JOIN version v ON v.function = h.function AND v.version = h.version
    LEFT JOIN run r ON r.id = f.last_run
  ORDER BY h.gone_at DESC NULLS FIRST, f.account, f.region, f.name, h.version, h.first_seen, m.layer NULLS FIRST`;

/** Functions that hold or held one of these versions of a package, current ones first. */
export async function holdersOf(
  sql: Sql,
  { ecosystem, name, versions }: { ecosystem: string; name: string; versions: readonly string[] },
): Promise<HolderRow[]> {
  const rows = await sql.query(HOLDERS, [ecosystem, name, storable(versions)]);
  return rows as unknown as HolderRow[];
}

/**
 * Versions of functions with a mount that was never analysed; the run that was finished last; and whether any package
 * of an ecosystem was ever seen.
 */
export async function countUnread(sql: Sql, ecosystem: string) {
  const [row] = await sql.query(
    `SELECT ${LAST_RUN} AS run, EXISTS (SELECT 1 FROM artifact_package WHERE ecosystem = $1) AS "isLookedFor", count(*) FILTER (WHERE reachable)::integer AS reachable,
       count(*) FILTER (WHERE NOT reachable)::integer AS unreachable
     FROM (SELECT h.function, h.version, coalesce(v.reachable, false) AS reachable FROM holding h
       LEFT JOIN version v ON v.function = h.function AND v.version = h.version
       WHERE h.gone_at IS NULL AND NOT EXISTS (SELECT 1 FROM artifact a WHERE a.key = h.mount)
         AND NOT EXISTS (SELECT 1 FROM layer l WHERE l.arn = h.mount) GROUP BY 1, 2, 3) AS unread`,
    [ecosystem],
  );
  return row as {
    readonly run: number | null;
    readonly isLookedFor: boolean;
    readonly reachable: number;
    readonly unreachable: number;
  };
}

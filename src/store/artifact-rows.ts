import { gunzipSync, gzipSync } from 'node:zlib';
import type { Sql } from './sql.js';
import { storable } from './storable.js';

export interface ArtifactRow {
  readonly key: string;
  readonly kind: string;
  /** Bytes as packed. */
  readonly size: number;
  /** Version of the analyser. */
  readonly tool: string;
  /** JSON of the analysis. */
  readonly analysis: unknown;
  /** Of two rows of one version the first counts. */
  readonly packages: readonly PackageRow[];
}

export interface PackageRow {
  readonly ecosystem: string;
  readonly name: string;
  /** '' when it is not known. */
  readonly version: string;
  /** `set`: the version is one of several that match the evidence equally well. */
  readonly state: 'exact' | 'set' | 'unknown';
  readonly presence: string;
}

export interface NameRow {
  readonly ecosystem: string;
  readonly name: string;
}

function pack(value: unknown): Buffer {
  return gzipSync(JSON.stringify(value));
}

function unpack(bytes: unknown): unknown {
  return JSON.parse(gunzipSync(bytes as Uint8Array).toString());
}

/** Saves an analysed artifact, once: a second save with the same tool changes nothing. */
export async function saveArtifact(sql: Sql, row: ArtifactRow, now: Date): Promise<void> {
  const { key, kind, size, tool, analysis, packages } = row;
  await sql.transaction(async (inside) => {
    const made = await inside.query(
      `INSERT INTO artifact (key, kind, size, analysed_at, tool, analysis) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (key) DO UPDATE SET size = excluded.size, analysed_at = excluded.analysed_at, tool = excluded.tool,
         analysis = excluded.analysis, matches = NULL, tried_at = NULL WHERE artifact.tool <> excluded.tool RETURNING key`,
      [key, kind, size, now.toISOString(), tool, pack(analysis)],
    );
    if (made.length === 0) return;
    await inside.query('DELETE FROM artifact_package WHERE artifact = $1', [key]);
    await inside.query(
      `INSERT INTO artifact_package (artifact, ecosystem, name, version, state, presence)
       SELECT $2, ecosystem, name, version, state, presence FROM jsonb_to_recordset($1::jsonb)
         AS x(ecosystem text, name text, version text, state text, presence text) ON CONFLICT DO NOTHING`,
      [storable(packages), key],
    );
  });
}

/** Layer versions never change, so the artifact of each is kept for ever. */
export async function saveLayer(sql: Sql, arn: string, artifact: string): Promise<void> {
  await sql.query('INSERT INTO layer (arn, artifact) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    arn,
    artifact,
  ]);
}

export interface LoadedArtifact {
  readonly key: string;
  readonly kind: string;
  readonly size: number;
  readonly tool: string;
  readonly analysis: unknown;
  /** Null until it is matched. */
  readonly matches: unknown;
}

export async function loadArtifact(sql: Sql, key: string): Promise<LoadedArtifact | null> {
  const [row] = await sql.query('SELECT kind, size, tool, analysis, matches FROM artifact WHERE key = $1', [
    key,
  ]);
  if (!row) return null;
  return {
    key,
    kind: row['kind'] as string,
    size: row['size'] as number,
    tool: row['tool'] as string,
    analysis: unpack(row['analysis']),
    matches: row['matches'] === null ? null : unpack(row['matches']),
  };
}

/** The keys of stored artifacts among these. @param tool only artifacts that this version analysed. */
export async function knownArtifacts(
  sql: Sql,
  keys: readonly string[],
  tool: string | null = null,
): Promise<ReadonlySet<string>> {
  const rows = await sql.query(
    `SELECT key FROM artifact WHERE key IN (SELECT jsonb_array_elements_text($1::jsonb))
       AND ($2::text IS NULL OR tool = $2)`,
    [JSON.stringify(keys), tool],
  );
  return new Set(rows.map(({ key }) => key as string));
}

/** Artifact of each of some layer versions, if it is stored. */
export async function layerArtifacts(
  sql: Sql,
  arns: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query(
    'SELECT arn, artifact FROM layer WHERE arn IN (SELECT jsonb_array_elements_text($1::jsonb))',
    [JSON.stringify(arns)],
  );
  return new Map(rows.map(({ arn, artifact }) => [arn as string, artifact as string]));
}

/** Names of all stored packages, with the hash of each one's advisories at the last match; '' before the first. */
export async function packageNames(
  sql: Sql,
): Promise<readonly (NameRow & { readonly advisories: string })[]> {
  const rows = await sql.query(
    `SELECT ecosystem, name, coalesce(advisories, '') AS advisories
     FROM (SELECT DISTINCT ecosystem, name FROM artifact_package) AS used LEFT JOIN package_name USING (ecosystem, name)`,
  );
  return rows as unknown as (NameRow & { advisories: string })[];
}

/** Artifacts that have a package of one of these names, and artifacts that were never matched. */
export async function artifactsToMatch(sql: Sql, names: readonly NameRow[]): Promise<string[]> {
  const rows = await sql.query(
    `SELECT key FROM artifact WHERE matches IS NULL OR key IN (
       SELECT artifact FROM artifact_package JOIN jsonb_to_recordset($1::jsonb) AS x(ecosystem text, name text) USING (ecosystem, name)
     ) ORDER BY key`,
    [storable(names)],
  );
  return rows.map(({ key }) => key as string);
}

export async function saveMatches(
  sql: Sql,
  key: string,
  { matches, hash }: { readonly matches: unknown; readonly hash: string },
): Promise<void> {
  await sql.query('UPDATE artifact SET matches = $2, matches_hash = $3 WHERE key = $1', [
    key,
    pack(matches),
    hash,
  ]);
}

/** Stores the hashes of names' advisories; only after everything was matched. */
export async function saveNames(
  sql: Sql,
  names: readonly (NameRow & { readonly advisories: string })[],
): Promise<void> {
  await sql.query(
    `INSERT INTO package_name (ecosystem, name, advisories)
     SELECT ecosystem, name, advisories FROM jsonb_to_recordset($1::jsonb) AS x(ecosystem text, name text, advisories text)
     ON CONFLICT (ecosystem, name) DO UPDATE SET advisories = excluded.advisories`,
    [storable(names)],
  );
}

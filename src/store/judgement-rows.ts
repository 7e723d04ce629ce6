import type { AcceptedGap } from '../model/index.js';
import { functionsPerRole, savePermissions, type JudgedPermissions } from './permission-rows.js';
import type { Queries, Sql } from './sql.js';
import { storable } from './storable.js';

/** An existing function, as last seen, with its callable versions. */
export interface StoredFunction {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly facts: unknown;
  readonly lastRun: number;
  /** Hash of the inputs of its judgement; null before the first one, while a finding's presence is uncertain, and while needs of a version are not known. */
  readonly judgedHash: string | null;
  readonly complete: boolean;
  readonly versions: readonly StoredVersion[];
}

export interface StoredVersion {
  readonly version: string;
  readonly code: string;
  readonly layers: readonly string[];
  readonly facts: unknown;
  /** Name and policies of its role; null if the survey did not read the role. */
  readonly role: unknown;
  /** How many functions have its role. */
  readonly roleFunctions: number;
}

const CHUNK = 200;

const FUNCTIONS = `
  SELECT f.arn, f.account, f.region, f.name, f.facts, f.last_run AS "lastRun", f.complete,
    CASE WHEN NOT EXISTS (SELECT 1 FROM finding d WHERE d.function = f.arn AND d.fixed_run IS NULL AND d.unsure IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM version n WHERE n.function = f.arn AND n.reachable AND n.last_run = f.last_run AND n.permissions IS NULL)
      THEN f.judged_hash END AS "judgedHash",
    coalesce((SELECT jsonb_agg(jsonb_build_object('version', v.version, 'code', v.code, 'layers', v.layers, 'facts', v.facts,
                'role', (SELECT jsonb_build_object('name', r.facts->'name', 'policies', r.facts->'policies') FROM role r
                         WHERE r.arn = v.facts->>'roleArn'))
              ORDER BY v.version) FROM version v
              WHERE v.function = f.arn AND v.reachable AND v.last_run = f.last_run), '[]') AS versions
  FROM function f WHERE f.gone_run IS NULL AND f.arn > $1 ORDER BY f.arn LIMIT ${CHUNK}`;

function withSharing(version: StoredVersion, sharing: ReadonlyMap<string, number>): StoredVersion {
  const { roleArn } = version.facts as { readonly roleArn?: string | null };
  return { ...version, roleFunctions: sharing.get(roleArn ?? '') ?? 1 };
}

/** All existing functions, some at a time. */
export async function* storedFunctions(sql: Sql): AsyncGenerator<readonly StoredFunction[]> {
  const sharing = await functionsPerRole(sql);
  let after = '';
  for (;;) {
    const rows = (await sql.query(FUNCTIONS, [after])) as unknown as readonly StoredFunction[];
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => ({
      ...row,
      versions: row.versions.map((version) => withSharing(version, sharing)),
    }));
    after = last.arn;
  }
}

/** Hashes of the last match of artifacts, by key. */
export async function matchHashes(sql: Sql, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query(
    `SELECT key, coalesce(matches_hash, '') AS hash FROM artifact
     WHERE key IN (SELECT jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(keys)],
  );
  return new Map(rows.map(({ key, hash }) => [key as string, hash as string]));
}

export interface FindingRow {
  /** With the function in it. */
  readonly fingerprint: string;
  readonly kind: string;
  readonly rule: string;
  readonly severity: string;
  /** The sweep's gate fails for it. */
  readonly fails: boolean;
  /** A rule of the user's or a VEX statement sets it aside. */
  readonly setAside: boolean;
  readonly detail: unknown;
}

export interface Judgement {
  readonly arn: string;
  readonly hash: string;
  readonly complete: boolean;
  readonly reasons: readonly string[];
  readonly acceptedGaps: readonly AcceptedGap[];
  /** Identities of all gaps, accepted or not: a finding behind a new gap may still be there. */
  readonly gaps: readonly string[];
  readonly findings: readonly FindingRow[];
  readonly permissions: readonly JudgedPermissions[];
  /** False where the advisory data is missing or old: then nothing counts as fixed. */
  readonly mayFix: boolean;
  /** Ecosystems whose advisory data has less than the data of earlier findings: nothing of these counts as fixed. */
  readonly lesserSources: readonly string[];
  /** Its code has an expectation: otherwise no finding of an expectation counts as fixed. */
  readonly expected: boolean;
  /** Run in which the function was seen last. */
  readonly seenRun: number;
}

const FINDINGS = `
  INSERT INTO finding (fingerprint, function, kind, rule, severity, fails, set_aside, detail, first_run, last_run, gaps)
  SELECT fingerprint, $2, kind, rule, severity, fails, "setAside", detail, $3, $4, $5::jsonb FROM jsonb_to_recordset($1::jsonb)
    AS x(fingerprint text, kind text, rule text, severity text, fails boolean, "setAside" boolean, detail jsonb)
  ON CONFLICT (fingerprint) DO UPDATE SET severity = excluded.severity, fails = excluded.fails, set_aside = excluded.set_aside, detail = excluded.detail, last_run = excluded.last_run, gaps = excluded.gaps,
    first_run = CASE WHEN finding.fixed_run IS NULL THEN finding.first_run ELSE excluded.first_run END, fixed_run = NULL, unsure = NULL`;

/** Not found any more: fixed, or uncertain. The third part of a fingerprint begins with the ecosystem. */
const NOT_FOUND = `
  UPDATE finding SET unsure = u.reason, fixed_run = CASE WHEN u.reason IS NULL THEN $3::integer END
  FROM (SELECT fingerprint, CASE WHEN $4::text IS NOT NULL THEN $4::text
      WHEN kind IN ('advisory', 'malware') AND split_part(split_part(fingerprint, '/', 3), '%3A', 1)
        IN (SELECT jsonb_array_elements_text($5::jsonb)) THEN 'source'
      WHEN NOT $6::boolean AND rule LIKE 'expected-%' THEN 'expected'
      WHEN NOT $7::jsonb <@ gaps THEN 'gap' END AS reason
    FROM finding WHERE function = $1 AND fixed_run IS NULL) AS u
  WHERE finding.fingerprint = u.fingerprint AND u.fingerprint NOT IN (SELECT jsonb_array_elements_text($2::jsonb))`;

/**
 * Saves the findings of a function. A missing finding counts as fixed only if everything was read, or
 * if no gap is new since the finding was seen last; otherwise it is uncertain.
 */
export async function saveJudgement(sql: Sql, run: number, judgement: Judgement): Promise<void> {
  const { arn, hash, complete, reasons, findings, mayFix, lesserSources, expected, seenRun } = judgement;
  const gaps = storable(judgement.gaps);
  const unsure = complete ? (mayFix ? null : 'data') : 'incomplete';
  await sql.transaction(async (inside) => {
    await inside.query(FINDINGS, [storable(findings), arn, run, seenRun, gaps]);
    const found = storable(findings.map(({ fingerprint }) => fingerprint));
    await inside.query(NOT_FOUND, [arn, found, run, unsure, JSON.stringify(lesserSources), expected, gaps]);
    await inside.query(
      'UPDATE function SET judged_hash = $2, complete = $3, reasons = $4, accepted_gaps = $5 WHERE arn = $1',
      [arn, hash, complete, storable(reasons), storable(judgement.acceptedGaps)],
    );
    await savePermissions(inside, arn, judgement.permissions);
  });
}

/** Functions without changes: their findings are still there. */
export async function keepFindings(sql: Queries, arns: readonly string[]): Promise<void> {
  if (arns.length === 0) return;
  await sql.query(
    `UPDATE finding SET last_run = f.last_run FROM function f
     WHERE f.arn = finding.function AND finding.fixed_run IS NULL AND f.arn IN (SELECT jsonb_array_elements_text($1::jsonb))`,
    [JSON.stringify(arns)],
  );
}

import { groupBy, type FunctionPermissions } from '../model/index.js';
import { inState } from './answers.js';
import { storable } from './storable.js';
import type { Queries } from './sql.js';

/** What a version of a function needs, and what of its role it does not need. What the role grants is stored with the role. */
export type StoredPermissions = Omit<FunctionPermissions, 'granted'>;

export interface JudgedPermissions {
  readonly version: string;
  /** Null if its code was not analysed. */
  readonly permissions: StoredPermissions | null;
}

/** Stores what the versions of a function need. */
export async function savePermissions(
  sql: Queries,
  arn: string,
  judged: readonly JudgedPermissions[],
): Promise<void> {
  await sql.query(
    `UPDATE version SET permissions = coalesce(x.permissions, 'null'::jsonb)
     FROM jsonb_to_recordset($1::jsonb) AS x(version text, permissions jsonb)
     WHERE version.function = $2 AND version.version = x.version`,
    [storable(judged), arn],
  );
}

/** Versions `v`, called or not, of functions `f`, as the last sweep that saw the function left them. */
const CURRENT = `version v JOIN function f ON f.arn = v.function AND f.gone_run IS NULL AND v.last_run = f.last_run`;

/** How many functions have a role, by ARN of the role. */
export async function functionsPerRole(sql: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await sql.query(
    `SELECT v.facts->>'roleArn' AS role, count(DISTINCT v.function)::integer AS functions
     FROM ${CURRENT} WHERE v.reachable AND v.facts->>'roleArn' IS NOT NULL GROUP BY 1`,
  );
  return new Map(rows.map(({ role, functions }) => [role as string, functions as number]));
}

/** A version of a function, with its role and what it needs. */
export interface RoleUseRow {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly version: string;
  /** Whether a known caller can reach the version: what others need was not analysed. */
  readonly reachable: boolean;
  /** The last sweep did not see the function. */
  readonly stale: boolean;
  readonly functionFacts: unknown;
  readonly versionFacts: unknown;
  /** False: no sweep has judged it since needs are stored. */
  readonly judged: boolean;
  readonly permissions: StoredPermissions | null;
}

/** A role with the versions of functions that have it. */
export interface RoleUses {
  /** ARN; null: these functions have no role that is known. */
  readonly role: string | null;
  /** Name and policies; null if no sweep has read the role. */
  readonly facts: unknown;
  readonly uses: readonly RoleUseRow[];
}

/** Roles in one query. Larger: more memory, fewer queries. */
const CHUNK = 100;

const ROLES = `SELECT DISTINCT coalesce(v.facts->>'roleArn', '') AS role FROM ${CURRENT} ORDER BY 1`;

const USES = `
  SELECT coalesce(v.facts->>'roleArn', '') AS role, f.arn, f.name, f.account, f.region, v.version, v.reachable, f.last_run < $2 AS stale,
    f.facts AS "functionFacts", v.facts AS "versionFacts", v.permissions IS NOT NULL AS judged, nullif(v.permissions, 'null'::jsonb) AS permissions
  FROM ${CURRENT} WHERE coalesce(v.facts->>'roleArn', '') IN (SELECT jsonb_array_elements_text($1::jsonb))
  ORDER BY f.account, f.region, f.name, v.version`;

/** Each role of existing functions with all its functions, some roles at a time. @param run the last one that ended. */
export async function* roleUses(sql: Queries, run: number): AsyncGenerator<RoleUses> {
  const roles = (await sql.query(ROLES)).map(({ role }) => role as string);
  for (let at = 0; at < roles.length; at += CHUNK) {
    const some = roles.slice(at, at + CHUNK);
    const rows = await sql.query(USES, [JSON.stringify(some), run]);
    const facts = await sql.query(
      'SELECT arn, facts FROM role WHERE arn IN (SELECT jsonb_array_elements_text($1::jsonb))',
      [JSON.stringify(some)],
    );
    const factsOf = new Map(facts.map((row) => [row['arn'] as string, row['facts']]));
    const usesOf = groupBy(rows, ({ role }) => [role as string]);
    for (const role of some) {
      const uses = (usesOf.get(role) ?? []) as unknown as readonly RoleUseRow[];
      yield { role: role === '' ? null : role, facts: factsOf.get(role) ?? null, uses };
    }
  }
}

/** A finding about the role of a function, as the last judgement of the function left it. */
export interface RoleFinding {
  readonly function: string;
  readonly rule: string;
  readonly severity: string;
  readonly title: string;
}

/** Findings about permissions that are open, in each function's last judgement. */
export async function permissionFindings(sql: Queries, run: number): Promise<readonly RoleFinding[]> {
  const rows = await sql.query(
    `SELECT d.function, d.rule, d.severity, d.detail->>'title' AS title FROM finding d JOIN function f ON f.arn = d.function
     WHERE d.kind = 'permission' AND f.gone_run IS NULL AND ${inState('open')} ORDER BY d.fingerprint`,
    [run],
  );
  return rows as unknown as readonly RoleFinding[];
}

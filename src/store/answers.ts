import type { AcceptedGap, Trigger } from '../model/index.js';
import type { Queries } from './sql.js';

/** A finding of a function, with its history. */
export interface FindingAnswer {
  readonly fingerprint: string;
  readonly function: string;
  readonly account: string;
  readonly region: string;
  readonly kind: string;
  readonly rule: string;
  readonly severity: string;
  readonly detail: unknown;
  /** Known triggers of the function, and the principals that may call it. */
  readonly triggers: readonly Trigger[];
  /** This run could not check whether it is still there: the function was not seen or not read completely, or the advisory data has less. */
  readonly stale: boolean;
  /** ISO date-time of the run that found it first. */
  readonly since: string;
}

/**
 * `new`, `fixed`: since the last finished run that saw the function (of a function that this run did not see: since the last finished
 * run) · `open`. Other functions do not matter: a gap elsewhere makes nothing here new.
 */
export type FindingState = 'new' | 'fixed' | 'open';

const ENDED = `(SELECT coalesce(max(id), 0) FROM run WHERE status IN ('complete', 'incomplete') AND id < $1)`;

/** Run that findings of the function `f` are compared with. */
const SINCE = `CASE WHEN f.last_run = $1 THEN coalesce(f.seen_before, 0) ELSE ${ENDED} END`;

const CONDITIONS: Readonly<Record<FindingState, string>> = {
  new: `d.fixed_run IS NULL AND NOT d.set_aside AND d.first_run > ${SINCE}`,
  fixed: `d.fixed_run > ${SINCE} AND NOT d.set_aside`,
  open: 'd.fixed_run IS NULL AND NOT d.set_aside AND $1::integer IS NOT NULL',
};

/** Findings `d` of functions `f` in a state; $1 is the run in question. */
export function inState(state: FindingState): string {
  return `(${CONDITIONS[state]})`;
}

const SEVERITY = `array_position(ARRAY['critical', 'high', 'medium', 'unknown', 'low'], d.severity)`;

/** Weights as in the rank of a finding: `unknown` is 0. */
const SEVERITY_WEIGHT = `coalesce(array_position(ARRAY['low', 'medium', 'high', 'critical'], d.severity), 0)`;

/** Columns of a FindingAnswer; $1 is the run in question. */
export const FINDINGS = `
  SELECT d.fingerprint, d.function, f.account, f.region, d.kind, d.rule, d.severity, d.detail, coalesce(f.facts->'triggers', '[]') AS triggers, f.last_run < $1 OR d.unsure IS NOT NULL AS stale,
    to_char(r.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
  FROM finding d JOIN function f ON f.arn = d.function LEFT JOIN run r ON r.id = d.first_run`;

/** A finding of an earlier version of stowaway has no rank: it stands where nothing about its function is known. */
const RANK = `coalesce((d.detail->>'rank')::float8, 25 + 5 * (${SEVERITY_WEIGHT}))`;

/** The one order of findings, then by severity. */
export const WORST_FIRST = `ORDER BY ${RANK} DESC, ${SEVERITY}, d.fingerprint`;

/** Findings in a state, in the one order. @param limit the most of them; null: all. */
export async function findingsIn(
  sql: Queries,
  run: number,
  { state, limit }: { readonly state: FindingState; readonly limit: number | null },
): Promise<FindingAnswer[]> {
  const rows = await sql.query(`${FINDINGS} WHERE ${inState(state)} ${WORST_FIRST} LIMIT $2`, [run, limit]);
  return rows as unknown as FindingAnswer[];
}

export interface SeverityCount {
  readonly kind: string;
  readonly severity: string;
  readonly count: number;
}

export async function countFindings(
  sql: Queries,
  run: number,
  state: FindingState,
): Promise<SeverityCount[]> {
  const rows = await sql.query(
    `SELECT d.kind, d.severity, count(*)::integer AS count FROM finding d JOIN function f ON f.arn = d.function
     WHERE ${inState(state)} GROUP BY d.kind, d.severity ORDER BY ${SEVERITY}, d.kind`,
    [run],
  );
  return rows as unknown as SeverityCount[];
}

/**
 * Counts of functions: all, those not seen in a run and not accepted, those not read completely, and those with an
 * accepted gap.
 */
export async function countFunctions(sql: Queries, run: number) {
  const [row] = await sql.query(
    `SELECT count(*)::integer AS functions, count(*) FILTER (WHERE last_run < $1 AND NOT EXISTS (SELECT 1 FROM gap g
         WHERE g.run = $1 AND g.accepted IS NOT NULL AND g.resource IS NULL AND g.account = function.account AND coalesce(g.region, function.region) = function.region))::integer AS stale,
       count(*) FILTER (WHERE NOT complete)::integer AS incomplete,
       count(*) FILTER (WHERE accepted_gaps <> '[]')::integer AS accepting FROM function WHERE gone_run IS NULL`,
    [run],
  );
  return row as { functions: number; stale: number; incomplete: number; accepting: number };
}

/** Why functions are incomplete: each reason with its number of functions. */
export async function incompleteReasonsOf(sql: Queries, limit: number) {
  const rows = await sql.query(
    `SELECT reason, count(*)::integer AS functions, min(f.arn) AS example
     FROM function f CROSS JOIN jsonb_array_elements_text(f.reasons) AS x(reason)
     WHERE f.gone_run IS NULL AND NOT f.complete GROUP BY reason ORDER BY functions DESC, reason LIMIT $1`,
    [limit],
  );
  return rows as unknown as { reason: string; functions: number; example: string }[];
}

/** Gaps of functions that rules accept, each with its number of functions. */
export async function acceptedGapsOf(sql: Queries, limit: number) {
  const rows = await sql.query(
    `SELECT gap, count(*)::integer AS functions, min(f.arn) AS example
     FROM function f CROSS JOIN jsonb_array_elements(f.accepted_gaps) AS x(gap)
     WHERE f.gone_run IS NULL GROUP BY gap ORDER BY functions DESC, gap LIMIT $1`,
    [limit],
  );
  return rows as unknown as { gap: AcceptedGap; functions: number; example: string }[];
}

/** Whether an open finding fails the gate. @param newOnly count only findings that are new in this run. */
export async function isFailing(sql: Queries, run: number, newOnly: boolean): Promise<boolean> {
  const [row] = await sql.query(
    `SELECT EXISTS (SELECT 1 FROM finding d JOIN function f ON f.arn = d.function WHERE d.fails AND ${inState(newOnly ? 'new' : 'open')}) AS failing`,
    [run],
  );
  return row?.['failing'] === true;
}

/**
 * Findings whose presence is uncertain.
 * @param reason `source` the advisory data has less than before · `expected` the function has no expectation any more
 */
export async function countUnsure(sql: Queries, reason: 'source' | 'expected'): Promise<number> {
  const [row] = await sql.query(
    `SELECT count(*)::integer AS count FROM finding WHERE unsure = $1 AND fixed_run IS NULL AND NOT set_aside`,
    [reason],
  );
  return row?.['count'] as number;
}

import {
  FINDINGS,
  WORST_FIRST,
  type FindingAnswer,
  type FindingState,
  type SeverityCount,
} from './answers.js';
import type { Queries } from './sql.js';

/** A run that ended. */
export interface EndedRun {
  readonly id: number;
  /** ISO date-time. */
  readonly startedAt: string;
  readonly complete: boolean;
  /** What it was finished with. */
  readonly totals: unknown;
}

/** What findings can be added up by. */
export const GROUPINGS = ['function', 'package', 'layer', 'account', 'owner'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface FindingGroup extends Readonly<
  Record<'critical' | 'high' | 'medium' | 'low' | 'unknown', number>
> {
  readonly name: string;
  readonly findings: number;
  readonly functions: number;
}

/** The last runs that ended, the latest last. */
export async function endedRuns(sql: Queries, limit: number): Promise<EndedRun[]> {
  const rows = await sql.query(
    `SELECT id, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "startedAt",
       status = 'complete' AS complete, totals
     FROM run WHERE status IN ('complete', 'incomplete') ORDER BY id DESC LIMIT $1`,
    [limit],
  );
  return (rows as unknown as EndedRun[]).toReversed();
}

/** The last complete run before one; 0: there was none. */
export async function completeRunBefore(sql: Queries, run: number): Promise<number> {
  const [row] = await sql.query(
    `SELECT coalesce(max(id), 0) AS id FROM run WHERE status = 'complete' AND id < $1`,
    [run],
  );
  return row?.['id'] as number;
}

/** $1 is the run, $2 the one that it is compared with. */
const SINCE: Readonly<Record<FindingState, string>> = {
  new: 'NOT d.set_aside AND d.fixed_run IS NULL AND d.first_run > $2::integer AND d.first_run <= $1::integer',
  fixed: 'NOT d.set_aside AND d.fixed_run > $2::integer AND d.fixed_run <= $1::integer',
  open: 'NOT d.set_aside AND d.fixed_run IS NULL AND $1::integer >= $2::integer',
};

export interface Span {
  readonly run: number;
  readonly since: number;
  readonly state: FindingState;
}

export async function countSince(sql: Queries, { run, since, state }: Span): Promise<SeverityCount[]> {
  const rows = await sql.query(
    `SELECT d.kind, d.severity, count(*)::integer AS count FROM finding d WHERE ${SINCE[state]} GROUP BY 1, 2 ORDER BY 1, 2`,
    [run, since],
  );
  return rows as unknown as SeverityCount[];
}

/** The worst first. */
export async function findingsSince(
  sql: Queries,
  { run, since, state }: Span,
  limit: number,
): Promise<FindingAnswer[]> {
  const rows = await sql.query(`${FINDINGS} WHERE ${SINCE[state]} ${WORST_FIRST} LIMIT $3`, [
    run,
    since,
    limit,
  ]);
  return rows as unknown as FindingAnswer[];
}

const NAMES: Readonly<Record<Grouping, string>> = {
  function: 'd.function',
  package: `coalesce(d.detail->>'package', 'no package')`,
  layer: `coalesce((SELECT min(l.arn) FROM layer l WHERE l.artifact = d.detail->>'artifact'), 'no layer')`,
  account: 'f.account',
  owner: `coalesce(f.facts->>'owner', 'no owner')`,
};

const COUNTS = ['critical', 'high', 'medium', 'low', 'unknown']
  .map((severity) => `count(*) FILTER (WHERE severity = '${severity}')::integer AS ${severity}`)
  .join(', ');

/** Findings added up, the groups with the worst first. */
export async function findingGroups(
  sql: Queries,
  { run, since, state }: Span,
  { by, limit }: { readonly by: Grouping; readonly limit: number },
): Promise<FindingGroup[]> {
  const rows = await sql.query(
    `SELECT name, count(*)::integer AS findings, count(DISTINCT function)::integer AS functions, ${COUNTS}
     FROM (SELECT ${NAMES[by]} AS name, d.function, d.severity FROM finding d JOIN function f ON f.arn = d.function
       WHERE ${SINCE[state]}) AS found
     GROUP BY name ORDER BY critical DESC, high DESC, medium DESC, unknown DESC, low DESC, name LIMIT $3`,
    [run, since, limit],
  );
  return rows as unknown as FindingGroup[];
}

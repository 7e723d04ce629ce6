import { inState } from './answers.js';
import type { Queries } from './sql.js';

/** A run that ended. */
export interface EndedRun {
  readonly id: number;
  /** ISO date-time. */
  readonly startedAt: string;
  readonly complete: boolean;
  /** Totals at the end of the run. */
  readonly totals: unknown;
}

/** Groups that findings can be counted by. */
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

const NAMES: Readonly<Record<Grouping, string>> = {
  function: 'd.function',
  package: `coalesce(d.detail->>'package', 'no package')`,
  // The layer that the function mounts: other layers may have the same bytes.
  layer: `coalesce((SELECT min(l.arn) FROM layer l JOIN holding h ON h.mount = l.arn
    WHERE l.artifact = d.detail->>'artifact' AND h.function = d.function AND h.gone_at IS NULL), 'no layer')`,
  account: 'f.account',
  owner: `coalesce(f.facts->>'owner', 'no owner')`,
};

const COUNTS = ['critical', 'high', 'medium', 'low', 'unknown']
  .map((severity) => `count(*) FILTER (WHERE severity = '${severity}')::integer AS ${severity}`)
  .join(', ');

/** Open findings counted by group, the groups with the worst first. */
export async function findingGroups(
  sql: Queries,
  run: number,
  { by, limit }: { readonly by: Grouping; readonly limit: number },
): Promise<FindingGroup[]> {
  const rows = await sql.query(
    `SELECT name, count(*)::integer AS findings, count(DISTINCT function)::integer AS functions, ${COUNTS}
     FROM (SELECT ${NAMES[by]} AS name, d.function, d.severity FROM finding d JOIN function f ON f.arn = d.function
       WHERE ${inState('open')}) AS found
     GROUP BY name ORDER BY critical DESC, high DESC, medium DESC, unknown DESC, low DESC, name LIMIT $2`,
    [run, limit],
  );
  return rows as unknown as FindingGroup[];
}

import { ScanError } from '../model/index.js';
import {
  completeRunBefore,
  countSince,
  endedRuns,
  findingGroups,
  findingsSince,
  gapsOf,
  openSql,
  type EndedRun,
  type FindingGroup,
  type GapRow,
  type Grouping,
  type SeverityCount,
  type Sql,
} from '../store/index.js';
import type { SweepReport, SweptFinding } from './sweep-report.js';

/** What a run left behind of itself. */
export interface TrendPoint {
  readonly run: number;
  /** ISO date-time. */
  readonly startedAt: string;
  readonly complete: boolean;
  readonly functions: number;
  /** Functions that it saw and that were read whole. */
  readonly covered: number;
  /** Open findings by severity. */
  readonly open: Readonly<Record<string, number>>;
}

type State = 'new' | 'fixed' | 'open';
const STATES = ['new', 'fixed', 'open'] as const;

/** What the last sweep left behind, as the store has it. */
export interface SweepSummary {
  readonly run: number;
  readonly startedAt: string;
  readonly complete: boolean;
  /** The last complete sweep before it, that it is compared with; 0: there was none. */
  readonly since: number;
  readonly counts: Readonly<Record<State, readonly SeverityCount[]>>;
  /** The worst first; at most `MAX_LISTED` of each. */
  readonly findings: Readonly<Record<State, readonly SweptFinding[]>>;
  readonly by: Grouping;
  /** Open findings. */
  readonly groups: readonly FindingGroup[];
  readonly gaps: readonly GapRow[];
  /** The oldest first, the last one included. */
  readonly trend: readonly TrendPoint[];
}

const MAX_LISTED = 1000;
const MAX_RUNS = 90;

function pointOf({ id, startedAt, complete, totals }: EndedRun): TrendPoint {
  const { functions, counts } = totals as Pick<SweepReport, 'functions' | 'counts'>;
  const open: Record<string, number> = {};
  for (const { severity, count } of counts.open) open[severity] = (open[severity] ?? 0) + count;
  const { functions: all, stale, incomplete } = functions;
  return {
    run: id,
    startedAt,
    complete,
    functions: all,
    covered: Math.max(0, all - stale - incomplete),
    open,
  };
}

async function eachState<T>(work: (state: State) => Promise<T>): Promise<Record<State, T>> {
  const [fresh, fixed, open] = [await work(STATES[0]), await work(STATES[1]), await work(STATES[2])];
  return { new: fresh, fixed, open };
}

async function summaryFrom(sql: Sql, by: Grouping): Promise<SweepSummary> {
  const runs = await endedRuns(sql, MAX_RUNS);
  const last = runs.at(-1);
  if (!last) {
    throw new ScanError('config', 'No sweep of this store has ended yet.', {
      hint: 'Run "stowaway sweep", or name the store with --store.',
    });
  }
  const span = { run: last.id, since: await completeRunBefore(sql, last.id) };
  return {
    run: last.id,
    startedAt: last.startedAt,
    complete: last.complete,
    since: span.since,
    counts: await eachState((state) => countSince(sql, { ...span, state })),
    findings: await eachState(
      async (state) => (await findingsSince(sql, { ...span, state }, MAX_LISTED)) as SweptFinding[],
    ),
    by,
    groups: await findingGroups(sql, { ...span, state: 'open' }, { by, limit: MAX_LISTED }),
    gaps: await gapsOf(sql, last.id),
    trend: runs.map(pointOf),
  };
}

/**
 * Says what the last sweep found, compared with the last complete one before it. Asks no AWS.
 * @throws ScanError when the store cannot be used, or nothing is in it yet.
 */
export async function summariseSweeps(store: string, by: Grouping): Promise<SweepSummary> {
  const sql = await openSql(store);
  try {
    return await summaryFrom(sql, by);
  } finally {
    await sql.close();
  }
}

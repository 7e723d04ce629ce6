import type { Problem } from '../../model/index.js';
import {
  acceptedGapsOf,
  countFindings,
  endedRuns,
  findingGroups,
  findingsIn,
  gapsOf,
  incompleteReasonsOf,
  noEndedSweep,
  openStored,
  type EndedRun,
  type FindingGroup,
  type Grouping,
  type SeverityCount,
  type Sql,
  type JudgedGap,
} from '../../store/index.js';
import { MAX_LISTED, MAX_REASONS, type SweepReport, type SweptFinding } from '../sweep-report.js';

/** The result of a run. */
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

/** The result of the last sweep, from the store. */
export interface SweepSummary {
  readonly run: number;
  readonly startedAt: string;
  readonly complete: boolean;
  /** The last sweep before it that ended; 0: there was none. Each function is compared with the last one that saw it. */
  readonly since: number;
  readonly counts: Readonly<Record<State, readonly SeverityCount[]>>;
  /** The worst first; at most `MAX_LISTED` of each. */
  readonly findings: Readonly<Record<State, readonly SweptFinding[]>>;
  readonly by: Grouping;
  /** Open findings. */
  readonly groups: readonly FindingGroup[];
  readonly gaps: readonly JudgedGap[];
  /** Of the run itself: advisory data that is missing, old or less than before. */
  readonly problems: readonly Problem[];
  /** Functions that it did not see, kept as they were seen last. */
  readonly stale: number;
  /** Functions that it did not read whole; and those with a gap that a rule accepts. */
  readonly incomplete: number;
  readonly accepting: number;
  /** Published versions that it did not fetch, as no known caller names them. */
  readonly uncalledVersions: number;
  /** Why functions are not complete, the most frequent reasons first. */
  readonly reasons: SweepReport['reasons'];
  readonly acceptedGaps: SweepReport['acceptedGaps'];
  /** The oldest first, the last one included. */
  readonly trend: readonly TrendPoint[];
}

/** Runs that a trend has at most. */
export const MAX_RUNS = 90;

/** The result of a run, from its totals. */
export function pointOf({ id, startedAt, complete, totals }: EndedRun): TrendPoint {
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

/** Results that a run stored at its end, maybe by an earlier version of stowaway. */
type Totals = {
  readonly functions: Pick<SweepReport['functions'], 'functions' | 'stale' | 'incomplete'> &
    Partial<SweepReport['functions']>;
} & Partial<Pick<SweepReport, 'problems'>>;

async function summaryFrom(sql: Sql, by: Grouping): Promise<SweepSummary | null> {
  const runs = await endedRuns(sql, MAX_RUNS);
  const last = runs.at(-1);
  if (!last) return null;
  const { functions, problems = [] } = last.totals as Totals;
  return {
    run: last.id,
    startedAt: last.startedAt,
    complete: last.complete,
    since: runs.at(-2)?.id ?? 0,
    counts: await eachState((state) => countFindings(sql, last.id, state)),
    findings: await eachState(
      async (state) => (await findingsIn(sql, last.id, { state, limit: MAX_LISTED })) as SweptFinding[],
    ),
    by,
    groups: await findingGroups(sql, last.id, { by, limit: MAX_LISTED }),
    gaps: await gapsOf(sql, last.id),
    problems,
    stale: functions.stale,
    incomplete: functions.incomplete,
    // A run of an earlier version of stowaway did not count these.
    accepting: functions.accepting ?? 0,
    uncalledVersions: functions.uncalledVersions ?? 0,
    reasons: await incompleteReasonsOf(sql, MAX_REASONS),
    acceptedGaps: await acceptedGapsOf(sql, MAX_REASONS),
    trend: runs.map(pointOf),
  };
}

/**
 * The findings of the last sweep, each function compared with the last sweep before that saw it. Calls no AWS service.
 * @throws ScanError if the store cannot be opened, or holds no sweep.
 */
export async function summariseSweeps(store: string, by: Grouping): Promise<SweepSummary> {
  const sql = await openStored(store);
  try {
    const summary = await summaryFrom(sql, by);
    if (!summary) throw noEndedSweep(store);
    return summary;
  } finally {
    await sql.close();
  }
}

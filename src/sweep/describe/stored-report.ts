import {
  SCHEMA_VERSION,
  type AcceptedGap,
  type AdvisoryData,
  type FindingChange,
  type Problem,
  type ProblemCode,
  type Report,
} from '../../model/index.js';
import {
  gateOf,
  openJudge,
  summarise,
  type Judge,
  type Policy,
  type VexStatement,
} from '../../policy/index.js';
import {
  endedRuns,
  findingsIn,
  gapsOf,
  noEndedSweep,
  openStored,
  type EndedRun,
  type JudgedGap,
  type Sql,
} from '../../store/index.js';
import { TOOL } from '../../tool.js';
import { codeOfGap } from '../judge/accept-gaps.js';
import type { SweepReport, SweptBy, SweptFinding } from '../sweep-report.js';
import { describeGap } from './describe-unseen.js';
import { storedChanges } from './stored-changes.js';
import { storedParts } from './stored-functions.js';
import { MAX_RUNS, pointOf, type TrendPoint } from './sweep-summary.js';

/** The rules of the user's that findings are judged by. */
export interface StoredRules {
  readonly policy: Policy;
  readonly vex: readonly VexStatement[];
}

/** The last sweep as a report of a scan, with its history. */
export interface StoredReport {
  readonly report: Report;
  readonly run: number;
  /** The version of stowaway that ran it; null where an earlier version stored none. */
  readonly sweptBy: string | null;
  /** The oldest first, the last one included. */
  readonly trend: readonly TrendPoint[];
  /** ISO date-times of the runs that first saw open findings, by fingerprint. */
  readonly firstSeen: ReadonlyMap<string, string>;
  /** Null: it is the first sweep. */
  readonly changes: readonly FindingChange[] | null;
}

type Totals = Partial<Pick<SweepReport, 'problems' | 'advisories'> & SweptBy>;

/** A call that a sweep could not make, as a problem of the run. */
function problemOfGap(gap: JudgedGap): Problem {
  // Reports have no code of their own for calls that AWS throttled or that failed.
  const code = codeOfGap(gap);
  const known: ProblemCode = code === 'denied' || code === 'unsupported' ? code : 'missing';
  return { code: known, path: '', message: describeGap(gap), affectsCompleteness: gap.affectsCompleteness };
}

function acceptedOf(gaps: readonly JudgedGap[]): AcceptedGap[] {
  return gaps.flatMap((gap) => {
    const { code, path, message } = problemOfGap(gap);
    return gap.accepted ? [{ code, artifact: null, path, message, suppression: gap.accepted }] : [];
  });
}

/** Advisory data that findings were matched with. Earlier versions of stowaway did not store it. */
function advisoriesOf({ advisories = [] }: Totals): {
  data: readonly AdvisoryData[];
  problems: readonly Problem[];
} {
  if (advisories.length > 0) return { data: advisories, problems: [] };
  const message =
    'With which advisories the sweep matched is not stored: an earlier version of stowaway ran it.';
  return {
    data: [],
    problems: [
      { code: 'missing', path: 'advisories', message, affectsCompleteness: true, analysis: 'matching' },
    ],
  };
}

/** Accounts and regions that the sweep was about. */
function targetsOf(run: EndedRun, places: Iterable<string>): string[] {
  return [`sweep ${run.id} of ${run.startedAt.slice(0, 10)}`, ...[...new Set(places)].sort()];
}

interface Stored {
  readonly sql: Sql;
  readonly run: EndedRun;
  readonly judge: Judge;
  readonly rules: StoredRules;
}

async function reportOf({ sql, run, judge, rules }: Stored, open: readonly SweptFinding[]): Promise<Report> {
  const expected = open.filter(({ rule }) => rule.startsWith('expected-'));
  const { functions, artifacts } = await storedParts({ sql, run: run.id, judge, expected });
  const gaps = await gapsOf(sql, run.id);
  const totals = run.totals as Totals;
  const { data, problems: ofData } = advisoriesOf(totals);
  const problems = [...gaps.map(problemOfGap), ...(totals.problems ?? []), ...ofData];
  const judged = { artifacts: judge.settle({ artifacts, functions }), functions, problems };
  const gate = gateOf(rules.policy, {});
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: TOOL,
    scannedAt: new Date(run.startedAt).toISOString(),
    options: {
      targets: targetsOf(
        run,
        functions.map(({ account, region }) => `${account} ${region}`),
      ),
      offline: true,
      failOn: gate.severity,
      gate,
      config: rules.policy.source || null,
      baseline: null,
      allowIncomplete: false,
      finished: true,
    },
    data: { advisories: data, signatures: totals.signatures ?? null, fingerprints: null },
    summary: summarise({ ...judged, acceptedAlone: acceptedOf(gaps) }),
    ...judged,
  };
}

async function lastRun(sql: Sql, store: string): Promise<{ run: EndedRun; trend: readonly TrendPoint[] }> {
  const runs = await endedRuns(sql, MAX_RUNS);
  const run = runs.at(-1);
  if (!run) throw noEndedSweep(store);
  return { run, trend: runs.map(pointOf) };
}

/**
 * The last sweep that ended, as a report: everything that its store has, judged by rules as of the day of the sweep. Calls no AWS service and reads no clock.
 * @throws ScanError if the store cannot be opened, or holds no sweep that ended.
 */
export async function readStoredReport(store: string, rules: StoredRules): Promise<StoredReport> {
  const sql = await openStored(store);
  try {
    const { run, trend } = await lastRun(sql, store);
    const { policy, vex } = rules;
    const judge = openJudge({ policy, statements: vex, baseline: null, now: new Date(run.startedAt) });
    const open = (await findingsIn(sql, run.id, { state: 'open', limit: null })) as SweptFinding[];
    return {
      report: await reportOf({ sql, run, judge, rules }, open),
      run: run.id,
      sweptBy: (run.totals as Totals).tool?.version ?? null,
      trend,
      changes: trend.length > 1 ? await storedChanges(sql, run.id) : null,
      firstSeen: new Map(open.map(({ fingerprint, since }) => [fingerprint, since])),
    };
  } finally {
    await sql.close();
  }
}

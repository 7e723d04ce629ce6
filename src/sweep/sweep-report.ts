import type { AcceptedGap, AdvisoryData, Problem } from '../model/index.js';
import {
  acceptedGapsOf,
  countFindings,
  countFunctions,
  countUnread,
  findingsIn,
  gapsOf,
  incompleteReasonsOf,
  countOutdated,
  isFailing,
  type FindingAnswer,
  type SeverityCount,
  type Sql,
  type JudgedGap,
} from '../store/index.js';
import { TOOL } from '../tool.js';
import { analystVersion } from './collect/analyse-code.js';
import type { Collected } from './collect/collect-code.js';
import type { FindingDetail } from './judge/finding-rows.js';
import type { SendingResult } from './sent-notices.js';

export interface SweptFinding extends FindingAnswer {
  readonly detail: FindingDetail;
}

/** What judged the results of a sweep. */
export interface SweptBy {
  readonly tool: { readonly name: string; readonly version: string };
  /** Rules for malware and secrets. */
  readonly signatures: { readonly version: string; readonly count: number };
}

/** The result of a sweep: changes since each function was seen before, and open findings. */
export interface SweepReport {
  readonly tool: typeof TOOL;
  readonly run: number;
  /** It continued an interrupted run. */
  readonly resumed: boolean;
  /** ISO date-time. */
  readonly startedAt: string;
  readonly functions: {
    readonly functions: number;
    /** Not seen in this run, kept as last seen. */
    readonly stale: number;
    readonly incomplete: number;
    /** Functions with an accepted gap. */
    readonly accepting: number;
    /** Published versions that were not fetched, because no known caller names them. */
    readonly uncalledVersions: number;
  };
  readonly artifacts: {
    /** New in this run. */
    readonly fetched: number;
    /** Artifacts analysed again, because an earlier version of stowaway had analysed them. */
    readonly again: number;
    /** Artifacts that only an earlier version analysed. */
    readonly outdated: number;
    readonly downloadedBytes: number;
    readonly matched: number;
  };
  /** Calls of AWS's APIs, by action. */
  readonly calls: Readonly<Record<string, number>>;
  readonly advisories: readonly AdvisoryData[];
  readonly counts: {
    readonly new: readonly SeverityCount[];
    readonly fixed: readonly SeverityCount[];
    readonly open: readonly SeverityCount[];
  };
  /** The worst first; at most `MAX_LISTED`, the counts have all. */
  readonly new: readonly SweptFinding[];
  readonly fixed: readonly SweptFinding[];
  /** Gaps. */
  readonly gaps: readonly JudgedGap[];
  /** Problems of the advisory data. */
  readonly problems: readonly Problem[];
  /** Why functions are not complete, the most frequent reasons first. */
  readonly reasons: readonly {
    readonly reason: string;
    readonly functions: number;
    readonly example: string;
  }[];
  /** Accepted gaps of functions, the most frequent first. */
  readonly acceptedGaps: readonly AcceptedInFunctions[];
  /** Sinks that notices were sent to, and sinks that failed. */
  readonly told: readonly SendingResult[];
  readonly complete: boolean;
  /** Whether an open finding fails the gate; and whether a new one of this run does. */
  readonly fails: { readonly open: boolean; readonly new: boolean };
}

/** An accepted gap, and how many functions have it. */
export interface AcceptedInFunctions {
  readonly gap: AcceptedGap;
  readonly functions: number;
  readonly example: string;
}

/** Maximum number of findings that a report lists, of each kind. */
export const MAX_LISTED = 1000;
export const MAX_REASONS = 20;

export interface Swept {
  readonly run: number;
  readonly resumed: boolean;
  readonly startedAt: Date;
  readonly collected: Collected;
  readonly matched: number;
  readonly calls: ReadonlyMap<string, number>;
  readonly advisories: readonly AdvisoryData[];
  readonly problems: readonly Problem[];
  readonly told: readonly SendingResult[];
}

async function listed(sql: Sql, run: number, state: 'new' | 'fixed'): Promise<SweptFinding[]> {
  return (await findingsIn(sql, run, { state, limit: MAX_LISTED })) as SweptFinding[];
}

/** Whether a gap hides nothing, or a rule accepts it. */
export function isHarmless({ affectsCompleteness, accepted }: JudgedGap): boolean {
  return !affectsCompleteness || accepted !== null;
}

/** Composes a run's result from the store. */
export async function composeSweepReport(sql: Sql, swept: Swept): Promise<SweepReport> {
  const { run, resumed, startedAt, collected, matched, calls, advisories, problems, told } = swept;
  const [functions, gaps] = [await countFunctions(sql, run), await gapsOf(sql, run)];
  const isWhole =
    functions.stale === 0 &&
    functions.incomplete === 0 &&
    gaps.every(isHarmless) &&
    problems.every(({ affectsCompleteness }) => !affectsCompleteness);
  const { unreachable: uncalledVersions } = await countUnread(sql, '');
  return {
    tool: TOOL,
    run,
    resumed,
    startedAt: startedAt.toISOString(),
    functions: { ...functions, uncalledVersions },
    artifacts: {
      fetched: collected.fetched,
      again: collected.again,
      outdated: await countOutdated(sql, await analystVersion()),
      downloadedBytes: collected.bytes,
      matched,
    },
    calls: Object.fromEntries([...calls].sort(([a], [b]) => (a < b ? -1 : 1))),
    advisories,
    counts: {
      new: await countFindings(sql, run, 'new'),
      fixed: await countFindings(sql, run, 'fixed'),
      open: await countFindings(sql, run, 'open'),
    },
    new: await listed(sql, run, 'new'),
    fixed: await listed(sql, run, 'fixed'),
    gaps,
    problems,
    reasons: await incompleteReasonsOf(sql, MAX_REASONS),
    acceptedGaps: await acceptedGapsOf(sql, MAX_REASONS),
    told,
    complete: isWhole,
    fails: { open: await isFailing(sql, run, false), new: await isFailing(sql, run, true) },
  };
}

import { createHash } from 'node:crypto';
import { openAdvisories, type AdvisoryStore } from '../advisories/index.js';
import type { Aws } from '../aws/index.js';
import { gateOf, openJudge } from '../policy/index.js';
import { countUnsure, finishRun, knownSources, saveSources, type Sql } from '../store/index.js';
import { acceptGaps } from './judge/accept-gaps.js';
import type { Collected } from './collect/collect-code.js';
import { betterSources, lesserSources, sourceProblems } from './judge/compare-sources.js';
import { judgeFunctions } from './judge/judge-functions.js';
import { openExpectations } from './judge/open-expectations.js';
import { matchAgain } from './judge/match-again.js';
import { signaturesInForce } from '../signatures/index.js';
import { TOOL } from '../tool.js';
import type { SweepOptions } from './sweep-options.js';
import { composeSweepReport, type SweepReport, type SweptBy } from './sweep-report.js';
import { notifySinks } from './notify/send-notices.js';

/** A run whose artifacts were all processed. */
export interface CollectedRun {
  readonly sql: Sql;
  readonly aws: Aws;
  readonly id: number;
  readonly resumed: boolean;
  readonly startedAt: Date;
  readonly collected: Collected;
  readonly calls: ReadonlyMap<string, number>;
}

export type FinishOptions = Pick<
  SweepOptions,
  | 'policy'
  | 'vex'
  | 'failOn'
  | 'expected'
  | 'now'
  | 'db'
  | 'maxDataAgeDays'
  | 'signal'
  | 'onProgress'
  | 'onEvent'
  | 'sinks'
  | 'scope'
>;

/** Other rules, or a day on which one expires: all functions are judged again. */
function rulesHashOf({ policy, vex, failOn, now }: FinishOptions): string {
  const day = policy.source === '' && vex.length === 0 ? '' : now.toISOString().slice(0, 10);
  return createHash('sha256')
    .update(JSON.stringify([policy, vex, failOn ?? null, day]))
    .digest('hex');
}

/** The version of stowaway and of its rules, for whoever reads the results later. */
async function rulesUsed(): Promise<SweptBy> {
  const { version, rules } = await signaturesInForce([]);
  return { tool: TOOL, signatures: { version, count: rules.length } };
}

async function matchAndJudge({ sql, id }: CollectedRun, advisories: AdvisoryStore, options: FinishOptions) {
  const known = await knownSources(sql);
  const { policy, vex, failOn, now, signal, onProgress } = options;
  const onStep: typeof onProgress = (progress) => {
    signal.throwIfAborted();
    onProgress(progress);
  };
  const gate = gateOf(policy, { failOn });
  const matched = await matchAgain(sql, { store: advisories, epssGate: gate.epss }, (done, of) =>
    onStep({ stage: 'match', done, of }),
  );
  // Sources open at their first use: before that, all would seem to be gone.
  const lesser = lesserSources(known, advisories.data);
  const expectations = openExpectations(options.expected);
  const judge = openJudge({ policy, statements: vex, baseline: null, now });
  const unchanged = await judgeFunctions({
    sql,
    run: id,
    judge,
    gate,
    rulesHash: rulesHashOf(options),
    mayFix: advisories.problems.every(({ affectsCompleteness }) => !affectsCompleteness),
    expectations,
    lesserSources: lesser.map(({ ecosystem }) => ecosystem),
    onFunction: (done) => onStep({ stage: 'judge', done, of: null }),
  });
  await acceptGaps(sql, id, judge.accepts);
  await saveSources(sql, betterSources(known, advisories.data));
  const problems = [
    ...advisories.problems,
    ...sourceProblems(lesser, await countUnsure(sql, 'source')),
    ...expectations.notes(await countUnsure(sql, 'expected')),
    ...judge.problems(unchanged === 0),
  ];
  return { matched, problems };
}

/** Matches everything that is stored with the advisories of today, judges it, and ends the run. */
export async function finishSweep(run: CollectedRun, options: FinishOptions): Promise<SweepReport> {
  const { sql, aws, id } = run;
  const { now, db, maxDataAgeDays, sinks, scope } = options;
  const advisories = openAdvisories({ dir: db, now, maxDataAgeDays });
  try {
    const { matched, problems } = await matchAndJudge(run, advisories, options);
    const sent = await notifySinks(sinks, id, { sql, aws, role: scope.role, now });
    const swept = { ...run, run: id, matched, advisories: advisories.data, problems, told: sent };
    const report = await composeSweepReport(sql, swept);
    const { functions, artifacts, counts, complete, advisories: used } = report;
    await finishRun(sql, id, {
      complete,
      totals: { functions, artifacts, counts, problems, advisories: used, ...(await rulesUsed()) },
      now: new Date(),
    });
    const sum = (rows: readonly { readonly count: number }[]) =>
      rows.reduce((all, { count }) => all + count, 0);
    options.onEvent({
      event: 'finished',
      run: id,
      complete,
      functions: functions.functions,
      open: sum(counts.open),
      new: sum(counts.new),
    });
    return report;
  } finally {
    advisories.close();
  }
}

import { createHash } from 'node:crypto';
import { openAdvisories, type AdvisoryStore } from '../advisories/index.js';
import { openAws, type Aws } from '../aws/index.js';
import { ScanError } from '../model/index.js';
import { gateOf, openJudge } from '../policy/index.js';
import { finishRun, openSql, startRun, type Sql, type StartedRun } from '../store/index.js';
import { openAnalyst } from './analyse-code.js';
import { collectCode, type Collected } from './collect-code.js';
import { judgeFunctions } from './judge-functions.js';
import { openPlaces, type Places } from './open-places.js';
import { rematch } from './rematch.js';
import { surveyPlaces } from './survey-places.js';
import type { SweepOptions } from './sweep-options.js';
import { composeSweepReport, type SweepReport } from './sweep-report.js';

/** Any number, the same for all sweeps of a store. */
const SWEEP_LOCK = 771_002;

async function requireLock(sql: Sql): Promise<void> {
  if (await sql.lock(SWEEP_LOCK)) return;
  throw new ScanError('config', 'Another sweep of this store is under way.', {
    hint: 'Wait for it, or use another store.',
  });
}

interface Work {
  readonly sql: Sql;
  readonly run: StartedRun;
  readonly options: SweepOptions;
}

async function collect({ accounts }: Places, { sql, run, options }: Work): Promise<Collected> {
  const { jobs, signal, now, onProgress } = options;
  const analyst = await openAnalyst(jobs, signal);
  try {
    return await collectCode({
      sql,
      run: run.id,
      accesses: new Map(accounts.map(({ access }) => [access.account, access])),
      analyst,
      jobs,
      now,
      signal,
      onArtifact: (done, of) => onProgress({ stage: 'fetch', done, of }),
    });
  } finally {
    await analyst.close();
  }
}

/** Other rules, another day on which a rule may run out, or another version of ours: all functions are judged again. */
function rulesHashOf({ policy, vex, failOn, now }: SweepOptions): string {
  const day = policy.source === '' && vex.length === 0 ? '' : now.toISOString().slice(0, 10);
  return createHash('sha256')
    .update(JSON.stringify([policy, vex, failOn ?? null, day]))
    .digest('hex');
}

async function matchAndJudge({ sql, run, options }: Work, advisories: AdvisoryStore): Promise<number> {
  const { policy, vex, failOn, now, onProgress } = options;
  const matched = await rematch(sql, advisories, (done, of) => onProgress({ stage: 'match', done, of }));
  await judgeFunctions({
    sql,
    run: run.id,
    judge: openJudge({ policy, statements: vex, baseline: null, now }),
    gate: gateOf(policy, { failOn }),
    rulesHash: rulesHashOf(options),
    mayFix: advisories.problems.every(({ affectsCompleteness }) => !affectsCompleteness),
    onFunction: (done) => onProgress({ stage: 'judge', done, of: null }),
  });
  return matched;
}

async function sweepInto(sql: Sql, aws: Aws, options: SweepOptions): Promise<SweepReport> {
  const { scope, now, onProgress, db, maxDataAgeDays } = options;
  const run = await startRun(sql, JSON.stringify([aws.own.account, scope]), now);
  const work: Work = { sql, run, options };
  const places = await openPlaces(aws, scope);
  await surveyPlaces(places, {
    sql,
    run,
    onRegion: (done, of) => onProgress({ stage: 'list', done, of }),
  });
  const collected = await collect(places, work);
  const advisories = openAdvisories({ dir: db, now, maxDataAgeDays });
  try {
    const matched = await matchAndJudge(work, advisories);
    const { data, problems } = advisories;
    const report = await composeSweepReport(sql, {
      run: run.id,
      resumed: run.resumed,
      startedAt: now,
      collected,
      matched,
      calls: aws.calls,
      advisories: data,
      problems,
    });
    const { functions, artifacts, counts, complete } = report;
    await finishRun(sql, run.id, { complete, totals: { functions, artifacts, counts }, now: new Date() });
    return report;
  } finally {
    advisories.close();
  }
}

/**
 * Sweeps accounts: lists what is deployed, fetches and analyses what is new, matches everything that is stored with the advisories of
 * today, and says what is new, fixed and open. It may be ended at any moment; the next one goes on.
 * @throws ScanError when it cannot start: no store, no credentials, another sweep under way.
 */
export async function runSweep(options: SweepOptions): Promise<SweepReport> {
  const { store, aws: settings, signal } = options;
  const aws = await openAws({ ...settings, signal });
  try {
    const sql = await openSql(store);
    try {
      await requireLock(sql);
      return await sweepInto(sql, aws, options);
    } finally {
      await sql.close();
    }
  } finally {
    aws.close();
  }
}

import { startRun, type Sql, type StartedRun } from '../store/index.js';
import { collectCode, type Collected } from './collect/collect-code.js';
import { finishSweep } from './finish-sweep.js';
import { openPlaces, type Places } from './survey/open-places.js';
import { requireSweepLock, withAwsAndStore, type SweepTools } from './open-sweep.js';
import { surveyPlaces } from './survey/survey-places.js';
import type { SweepOptions } from './sweep-options.js';
import { requireNoWorkers } from './collect/worker-presence.js';
import type { SweepReport } from './sweep-report.js';
import type { Ending } from './work-together.js';
import { withAnalyst } from './collect/with-analyst.js';

/** A run whose places were all listed. */
export interface SurveyedRun {
  readonly sql: Sql;
  readonly run: StartedRun;
  readonly places: Places;
}

/** Starts a run, or continues an interrupted one, and lists the deployed functions. @throws ScanError while others list or judge. */
export async function surveyForRun(tools: SweepTools, options: SweepOptions): Promise<SurveyedRun> {
  const { sql, aws } = tools;
  const { scope, now, onProgress, ownerTag, versionPolicies } = options;
  await requireSweepLock(sql);
  const run = await startRun(sql, JSON.stringify([aws.own.account, scope]), now);
  const places = await openPlaces(aws, scope);
  await surveyPlaces(places, {
    sql,
    run,
    ownerTag,
    versionPolicies,
    now,
    ending: tools,
    onRegion: (done, of) => onProgress({ stage: 'list', done, of }),
  });
  return { sql, run, places };
}

async function collect(
  { sql, run, places }: SurveyedRun,
  ending: Ending,
  options: SweepOptions,
): Promise<Collected> {
  const { jobs, reanalyse, onProgress, onEvent } = options;
  const { signal } = ending;
  const accesses = new Map(places.accounts.map(({ access }) => [access.account, access]));
  return withAnalyst({ jobs, signal }, (tools) =>
    collectCode({
      ...tools,
      sql,
      run: run.id,
      reanalyse,
      accessTo: (account) => Promise.resolve(accesses.get(account) ?? null),
      jobs,
      ...ending,
      onArtifact(event, done, of) {
        onEvent(event);
        onProgress({ stage: 'fetch', done, of });
      },
    }),
  );
}

/**
 * Sweeps accounts: lists deployed functions, fetches and analyses new code, matches all stored packages with the advisories of
 * today, and reports new, fixed and open findings. It may be ended at any moment; the next one continues.
 * @throws ScanError when it cannot start: no store, no credentials, another sweep or workers under way.
 */
export async function runSweep(options: SweepOptions): Promise<SweepReport> {
  return withAwsAndStore(options, async (tools) => {
    const { aws, sql } = tools;
    await requireNoWorkers(sql);
    const surveyed = await surveyForRun(tools, options);
    const collected = await collect(surveyed, tools, options);
    const { id, resumed } = surveyed.run;
    const run = { sql, aws, id, resumed, startedAt: options.now, collected, calls: aws.calls };
    return finishSweep(run, options);
  });
}

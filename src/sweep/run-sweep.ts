import type { Aws } from '../aws/index.js';
import { startRun, type Sql, type StartedRun } from '../store/index.js';
import { openAnalyst } from './collect/analyse-code.js';
import { collectCode, type Collected } from './collect/collect-code.js';
import { finishSweep } from './finish-sweep.js';
import { openPlaces, type Places } from './survey/open-places.js';
import { requireSweepLock, withAwsAndStore } from './open-sweep.js';
import { surveyPlaces } from './survey/survey-places.js';
import type { SweepOptions } from './sweep-options.js';
import { requireNoWorkers } from './collect/worker-presence.js';
import type { SweepReport } from './sweep-report.js';
import { openWorkFolder } from './collect/work-folder.js';

/** A run whose places were all listed. */
export interface SurveyedRun {
  readonly sql: Sql;
  readonly run: StartedRun;
  readonly places: Places;
}

/** Starts a run, or continues an interrupted one, and lists the deployed functions. @throws ScanError while others list or judge. */
export async function surveyForRun(sql: Sql, aws: Aws, options: SweepOptions): Promise<SurveyedRun> {
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
    onRegion: (done, of) => onProgress({ stage: 'list', done, of }),
  });
  return { sql, run, places };
}

async function collect({ sql, run, places }: SurveyedRun, options: SweepOptions): Promise<Collected> {
  const { jobs, reanalyse, signal, onProgress, onEvent } = options;
  const accesses = new Map(places.accounts.map(({ access }) => [access.account, access]));
  const folder = await openWorkFolder();
  const analyst = await openAnalyst(jobs, signal);
  try {
    return await collectCode({
      sql,
      run: run.id,
      reanalyse,
      accessTo: (account) => Promise.resolve(accesses.get(account) ?? null),
      analyst,
      folder: folder.path,
      jobs,
      signal,
      onArtifact(event, done, of) {
        onEvent(event);
        onProgress({ stage: 'fetch', done, of });
      },
    });
  } finally {
    await analyst.close();
    await folder.close();
  }
}

/**
 * Sweeps accounts: lists deployed functions, fetches and analyses new code, matches all stored packages with the advisories of
 * today, and reports new, fixed and open findings. It may be ended at any moment; the next one continues.
 * @throws ScanError when it cannot start: no store, no credentials, another sweep or workers under way.
 */
export async function runSweep(options: SweepOptions): Promise<SweepReport> {
  return withAwsAndStore(options, async (aws, sql) => {
    await requireNoWorkers(sql);
    const surveyed = await surveyForRun(sql, aws, options);
    const collected = await collect(surveyed, options);
    const { id, resumed } = surveyed.run;
    const run = { sql, aws, id, resumed, startedAt: options.now, collected, calls: aws.calls };
    return finishSweep(run, options);
  });
}

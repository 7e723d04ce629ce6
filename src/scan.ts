import { openAdvisories } from './advisories/index.js';
import { openWorkers, startAnalyses } from './analyse.js';
import { ApplicationStores } from './application-stores.js';
import { inCompletionOrder } from './completion-order.js';
import { composeReport, type Run } from './compose-report.js';
import { excludeArtifacts } from './exclude-artifacts.js';
import { finishFunction } from './finish-function.js';
import { ScanError, type FunctionReport, type Report } from './model/index.js';
import { NO_POLICY, openJudge, type Judge } from './policy/index.js';
import type { ScanOptions } from './scan-options.js';
import { ProgressLog } from './scan-progress.js';
import { signaturesInForce } from './signatures/index.js';
import { acquire } from './sources/index.js';
import { fingerprintSet, type ArtifactPool } from './workers/index.js';

/** A running scan: iterate it for functions as they are finished, await `report` for everything. */
export interface Scan extends AsyncIterable<FunctionReport> {
  readonly report: Promise<Report>;
}

function judgeOf({ policy = NO_POLICY, vex = [], baseline }: ScanOptions, now: Date): Judge {
  return openJudge({ policy, statements: vex, baseline: baseline ?? null, now });
}

async function start(options: ScanOptions, pool: ArtifactPool, progress: ProgressLog): Promise<Run> {
  if (options.targets.length === 0) {
    throw new ScanError('usage', 'There is no target to scan.', {
      hint: 'Name archives, folders or build outputs.',
    });
  }
  const now = options.now ?? new Date();
  const acquired = await acquire(options.targets, options.bare ?? {}, options.cwd ?? process.cwd());
  const advisories = openAdvisories({
    dir: options.db ?? null,
    now,
    maxDataAgeDays: options.maxDataAgeDays ?? 7,
    acceptsOldStarter: options.acceptsOldStarter ?? true,
  });
  const signatures = await signaturesInForce(options.signatures ?? []);
  const fingerprints = fingerprintSet(options.fingerprints);
  const judged = judgeOf(options, now);
  const { acquisition, accepts } = excludeArtifacts(acquired, options.exclude ?? [], judged.accepts);
  const judge = { ...judged, accepts };
  const data = { pool, advisories, signatures, fingerprints, judge };
  const pending = startAnalyses(acquisition, options, data);
  const stores = new ApplicationStores(acquisition.functions, pending);
  const functions = acquisition.functions.map((fn) =>
    finishFunction(fn, acquisition, { pending, stores, judge }),
  );
  progress.follow({ pending, functions });
  return { acquisition, advisories, signatures, fingerprints, judge, pending, functions };
}

async function settle(run: Promise<Run>, options: ScanOptions, pool: ArtifactPool): Promise<Report> {
  try {
    return await composeReport(await run, options);
  } finally {
    await pool.close();
  }
}

/**
 * Scans deployed functions: acquire → unpack → inventory → match → join → judge.
 * @throws ScanError (through `report` and iteration) when a target is not there or options contradict each other. What is
 * wrong *inside* a target is a Problem in the report.
 */
export function scan(options: ScanOptions): Scan {
  const progress = new ProgressLog(options.onProgress);
  const pool = openWorkers(options, (step) => progress.countFetch(step));
  const run = start(options, pool, progress);
  const report = settle(run, options, pool);
  // A caller that only iterates gets the rejection from the iterator.
  report.catch(() => undefined);
  return {
    report,
    async *[Symbol.asyncIterator]() {
      yield* inCompletionOrder((await run).functions);
    },
  };
}

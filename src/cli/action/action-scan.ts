import { isAbsolute, join, resolve } from 'node:path';
import {
  comparedWith,
  findBaseline,
  isFresh,
  noComparison,
  type ActionInputs,
  type BaseFiles,
  type BaselineContext,
  type Comparison,
  type Runner,
} from '../../action/index.js';
import { DEFAULT_FEEDS, inspectDatabase } from '../../advisories/index.js';
import { FOUND_ECOSYSTEMS } from '../../ecosystems/index.js';
import { asRecorded } from '../../diff/index.js';
import { ScanError, type Report } from '../../model/index.js';
import { escapeTerminal } from '../../reporters/index.js';
import type { ScanOptions } from '../../scan-options.js';
import { configSourcesHere } from '../../network/index.js';
import { dbUpdate } from '../db.js';
import { scanRules } from '../scan-rules.js';
import { cacheFolder } from '../user-folders.js';
import { refuseSameTargets } from './base-folder.js';

const DOWNLOAD_ADVICE =
  'Let the runner reach the OSV export, name a mirror in db-url, or restore the db folder from a cache. With offline: true the job runs without an update.';

/** Downloads what changed. What cannot be downloaded is a note: older data stays in use, and makes scans incomplete once it is too old. */
export async function refreshDatabase(inputs: ActionInputs, db: string): Promise<string[]> {
  if (inputs.offline || isFresh(inspectDatabase(db, { verify: false }), new Date())) return [];
  const flags = {
    db,
    dbUrl: inputs.dbUrl ?? DEFAULT_FEEDS.osv,
    ecosystem: [...FOUND_ECOSYSTEMS],
    kev: inputs.kevUrl ?? DEFAULT_FEEDS.kev,
    epss: inputs.epssUrl ?? DEFAULT_FEEDS.epss,
  };
  // The checkout's `.npmrc` is ignored: a pull request may have written it.
  const { text, exitCode } = await dbUpdate(flags, { network: configSourcesHere(null) });
  process.stdout.write(text);
  if (exitCode === 0) return [];
  const hasAny = inspectDatabase(db, { verify: false }).length > 0;
  const kept = hasAny ? 'the job uses those of an earlier run' : 'the job uses the old starter';
  return [`Advisories could not be updated: ${kept}. ${DOWNLOAD_ADVICE}`];
}

/** Paths relative to the workspace, so that the report has the repository's paths. */
function targetsOf({ paths, workingDirectory }: ActionInputs): string[] {
  return paths.map((path) => (isAbsolute(path) ? path : join(workingDirectory ?? '', path)));
}

/** The common options of a job's scans. */
export type JobScan = Omit<ScanOptions, 'baseline' | 'newOnly' | 'cwd'>;

/** @throws ScanError for rules that are not right. */
export async function jobScan(
  inputs: ActionInputs,
  files: BaseFiles | null,
  { db, signal }: { readonly db: string; readonly signal: AbortSignal },
): Promise<JobScan> {
  const { failOn, config, vex } = inputs;
  const flags = {
    ...(failOn === null ? {} : { failOn }),
    ...(config === null ? {} : { config }),
    vex,
    sbom: [],
  };
  return {
    ...(await scanRules(flags, files ?? undefined)),
    targets: targetsOf(inputs),
    cache: inputs.cacheDir ?? cacheFolder(),
    allowIncomplete: inputs.allowIncomplete,
    maxDataAgeDays: inputs.maxDataAgeDays,
    // A job that downloads advisories is judged by them: the starter stands in for them only while it is young.
    acceptsOldStarter: inputs.offline,
    offline: true,
    db,
    signal,
  };
}

export async function scanIn(cwd: string, options: ScanOptions): Promise<Report> {
  const { scan } = await import('../../scan.js');
  return scan({ ...options, cwd }).report;
}

/** The result for the base branch, by the same rules and data; null where it has nothing at these paths. */
async function scanBase(folder: string, runner: Runner, options: JobScan): Promise<Comparison | null> {
  refuseSameTargets(options.targets, { workspace: runner.workspace, folder });
  process.stdout.write(`Scanning the base branch in ${escapeTerminal(folder)} to compare with it.\n`);
  try {
    const report = await scanIn(folder, options);
    return comparedWith(asRecorded(report), `the base branch in ${folder}`);
  } catch (error) {
    if (!(error instanceof ScanError) || error.code !== 'not-found') throw error;
    return null;
  }
}

/** The job's baseline: the base branch's folder, else its report. @throws ScanError */
export async function compareJob(
  inputs: ActionInputs,
  { runner, ...context }: BaselineContext & { readonly runner: Runner },
  options: JobScan,
): Promise<Comparison> {
  const { basePath, baseline } = inputs;
  if (basePath === null) return findBaseline(baseline, context);
  if (baseline.kind === 'file' || baseline.kind === 'none') {
    throw new ScanError('usage', 'The inputs base-path and baseline contradict each other.', {
      hint: 'Give one of them.',
    });
  }
  const folder = resolve(runner.workspace, basePath);
  const scanned = await scanBase(folder, runner, options);
  if (scanned) return scanned;
  const why = `base-path holds nothing to scan at ${options.targets.join(', ')} (looked from ${folder})`;
  if (!context.change) return noComparison(why);
  const found = await findBaseline(baseline, context);
  return { ...found, notes: [`${why[0]?.toUpperCase()}${why.slice(1)}.`, ...found.notes] };
}

import { openAdvisories, type AdvisoryStore } from './advisories/index.js';
import { openWorkers, startAnalyses, type PendingArtifacts } from './analyse.js';
import { inCompletionOrder } from './completion-order.js';
import type { SignatureSet } from './detectors/index.js';
import { finishFunction } from './finish-function.js';
import { SCHEMA_VERSION, type Artifact, type FunctionReport, type Report } from './model/index.js';
import { summarise } from './policy/index.js';
import type { ScanOptions } from './scan-options.js';
import { signaturesInForce } from './signatures/index.js';
import { acquire, type Acquisition } from './sources/index.js';
import { TOOL } from './tool.js';
import type { ArtifactPool } from './workers/index.js';

/** A running scan: iterate it for functions as they are finished, await `report` for everything. */
export interface Scan extends AsyncIterable<FunctionReport> {
  readonly report: Promise<Report>;
}

interface Run {
  readonly pending: PendingArtifacts;
  readonly acquisition: Acquisition;
  readonly advisories: AdvisoryStore;
  readonly signatures: SignatureSet;
  readonly functions: readonly Promise<FunctionReport>[];
}

async function start(options: ScanOptions, pool: ArtifactPool): Promise<Run> {
  const acquisition = await acquire(options.targets, options.bare ?? {}, options.cwd ?? process.cwd());
  const advisories = openAdvisories({
    dir: options.db ?? null,
    now: options.now ?? new Date(),
    maxDataAgeDays: options.maxDataAgeDays ?? 7,
  });
  const signatures = await signaturesInForce(options.signatures ?? []);
  const pending = startAnalyses(acquisition.artifacts, options, { pool, advisories, signatures });
  const functions = acquisition.functions.map((fn) => finishFunction(fn, acquisition, pending));
  return { acquisition, advisories, signatures, pending, functions };
}

/** Artifacts of the same bytes are one artifact in the report. */
async function distinctArtifacts(pending: PendingArtifacts): Promise<Artifact[]> {
  const analysed = await Promise.all(pending.values());
  return [
    ...new Map(
      analysed.map(({ unresolvedImports, bootstrap, ...artifact }) => [artifact.id, artifact]),
    ).values(),
  ];
}

async function reportOf(
  { acquisition, advisories, signatures, pending, functions }: Run,
  options: ScanOptions,
): Promise<Report> {
  const [artifacts, finished] = await Promise.all([distinctArtifacts(pending), Promise.all(functions)]);
  const judged = {
    artifacts,
    functions: finished,
    problems: [...acquisition.problems, ...advisories.problems],
  };
  advisories.close();
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: TOOL,
    scannedAt: (options.now ?? new Date()).toISOString(),
    options: {
      targets: options.targets,
      offline: options.offline ?? options.verify === undefined,
      failOn: options.failOn ?? 'high',
      allowIncomplete: options.allowIncomplete ?? false,
      finished: !options.signal?.aborted,
    },
    data: {
      advisories: advisories.data,
      signatures: { version: signatures.version, count: signatures.rules.length },
      fingerprints: null,
    },
    summary: summarise(judged),
    ...judged,
  };
}

async function settle(run: Promise<Run>, options: ScanOptions, pool: ArtifactPool): Promise<Report> {
  try {
    return await reportOf(await run, options);
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
  const pool = openWorkers(options);
  const run = start(options, pool);
  const report = settle(run, options, pool);
  // Whoever only iterates sees the rejection there.
  report.catch(() => undefined);
  return {
    report,
    async *[Symbol.asyncIterator]() {
      yield* inCompletionOrder((await run).functions);
    },
  };
}

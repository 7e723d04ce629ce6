import { openAdvisories, type AdvisoryStore } from './advisories/index.js';
import { startAnalyses, type Analyses, type PendingArtifacts } from './analyse.js';
import { inCompletionOrder } from './completion-order.js';
import type { SignatureSet } from './detectors/index.js';
import { joinFunction } from './functions/index.js';
import { SCHEMA_VERSION, type Artifact, type FunctionReport, type Report } from './model/index.js';
import { judgeFunction, summarise } from './policy/index.js';
import type { ScanOptions } from './scan-options.js';
import { signaturesInForce } from './signatures/index.js';
import { acquire, type Acquisition } from './sources/index.js';
import { TOOL } from './tool.js';

/** A running scan: iterate it for functions as they are finished, await `report` for everything. */
export interface Scan extends AsyncIterable<FunctionReport> {
  readonly report: Promise<Report>;
}

interface Run extends Analyses {
  readonly acquisition: Acquisition;
  readonly advisories: AdvisoryStore;
  readonly signatures: SignatureSet;
  readonly functions: readonly Promise<FunctionReport>[];
}

type AcquiredFunction = Acquisition['functions'][number];

async function finish(
  fn: AcquiredFunction,
  acquisition: Acquisition,
  pending: PendingArtifacts,
): Promise<FunctionReport> {
  const mounted = await Promise.all(
    fn.mounts.flatMap(
      ({ artifact, path }) => pending.get(artifact)?.then((analysed) => ({ analysed, path })) ?? [],
    ),
  );
  const artifacts = new Map(mounted.map(({ analysed }) => [analysed.id, analysed]));
  const mounts = mounted.map(({ analysed, path }) => ({ artifact: analysed.id, path }));
  const joined = joinFunction({ ...fn, mounts }, artifacts, acquisition.functionProblems.get(fn.id) ?? []);
  return judgeFunction(joined, artifacts);
}

async function start(options: ScanOptions): Promise<Run> {
  const acquisition = await acquire(options.targets, options.bare ?? {}, options.cwd ?? process.cwd());
  const advisories = openAdvisories({
    dir: options.db ?? null,
    now: options.now ?? new Date(),
    maxDataAgeDays: options.maxDataAgeDays ?? 7,
  });
  const signatures = signaturesInForce(options.signatures ?? []);
  const analyses = startAnalyses(acquisition.artifacts, options, { advisories, signatures });
  const functions = acquisition.functions.map((fn) => finish(fn, acquisition, analyses.pending));
  return { ...analyses, acquisition, advisories, signatures, functions };
}

/** Artifacts of the same bytes are one artifact in the report. */
async function distinctArtifacts(pending: PendingArtifacts): Promise<Artifact[]> {
  const analysed = await Promise.all(pending.values());
  return [...new Map(analysed.map(({ unresolvedImports, ...artifact }) => [artifact.id, artifact])).values()];
}

async function reportOf(
  { acquisition, advisories, signatures, pending, functions }: Run,
  options: ScanOptions,
): Promise<Report> {
  const judged = {
    artifacts: await distinctArtifacts(pending),
    functions: await Promise.all(functions),
    problems: [...acquisition.problems, ...advisories.problems],
  };
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: TOOL,
    scannedAt: (options.now ?? new Date()).toISOString(),
    options: {
      targets: options.targets,
      offline: options.offline ?? true,
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

/**
 * Scans deployed functions: acquire → unpack → inventory → match → join → judge.
 * @throws ScanError (through `report` and iteration) when a target is not there or options contradict each other. What is
 * wrong *inside* a target is a Problem in the report.
 */
export function scan(options: ScanOptions): Scan {
  const run = start(options);
  const report = run.then(async (started) => {
    try {
      return await reportOf(started, options);
    } finally {
      started.advisories.close();
      await started.close();
    }
  });
  // Whoever only iterates sees the rejection there.
  report.catch(() => undefined);
  return {
    report,
    async *[Symbol.asyncIterator]() {
      yield* inCompletionOrder((await run).functions);
    },
  };
}

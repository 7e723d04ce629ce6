import type { AdvisoryStore } from './advisories/index.js';
import type { PendingArtifacts } from './analyse.js';
import type { SignatureSet } from './detectors/index.js';
import { plainGate, SCHEMA_VERSION, type Artifact, type FunctionReport, type Report } from './model/index.js';
import { summarise } from './policy/index.js';
import type { ScanOptions } from './scan-options.js';
import type { Acquisition } from './sources/index.js';
import { TOOL } from './tool.js';

/** A scan under way: what was acquired and everything that is being worked on. */
export interface Run {
  readonly pending: PendingArtifacts;
  readonly acquisition: Acquisition;
  readonly advisories: AdvisoryStore;
  readonly signatures: SignatureSet;
  readonly functions: readonly Promise<FunctionReport>[];
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

/** Waits for everything and puts the report together. */
export async function composeReport(
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
      gate: plainGate(options.failOn),
      config: null,
      baseline: null,
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

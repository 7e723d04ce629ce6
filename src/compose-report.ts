import { describeAdvisories, type AdvisoryStore } from './advisories/index.js';
import type { PendingArtifacts } from './analyse.js';
import type { SignatureSet } from './signatures/index.js';
import { SCHEMA_VERSION, type Artifact, type FunctionReport, type Report } from './model/index.js';
import { acceptAlone, gateOf, NO_POLICY, summarise, type Judge } from './policy/index.js';
import { withChanges } from './remediation/index.js';
import type { ScanOptions } from './scan-options.js';
import type { Acquisition } from './sources/index.js';
import type { FingerprintSet } from './workers/index.js';
import { TOOL } from './tool.js';

/** A running scan: the acquired targets and all work in progress. */
export interface Run {
  readonly pending: PendingArtifacts;
  readonly acquisition: Acquisition;
  readonly advisories: AdvisoryStore;
  readonly signatures: SignatureSet;
  readonly fingerprints: FingerprintSet | null;
  readonly judge: Judge;
  readonly functions: readonly Promise<FunctionReport>[];
}

/** Artifacts of the same bytes are one artifact in the report. */
async function distinctArtifacts(pending: PendingArtifacts): Promise<Artifact[]> {
  const analysed = await Promise.all(pending.values());
  return [
    ...new Map(
      analysed.map(({ unresolvedImports, bootstrap, handlerFiles, facts, ...artifact }) => [
        artifact.id,
        artifact,
      ]),
    ).values(),
  ];
}

/** Facts about the run that a reader of the report needs. */
function shownOptions(options: ScanOptions): Report['options'] {
  const { targets, policy = NO_POLICY, baseline, signal, verify, closure = false } = options;
  const gate = gateOf(policy, options);
  return {
    targets,
    offline: options.offline ?? (verify === undefined && !closure),
    failOn: gate.severity,
    gate,
    config: policy.source || null,
    baseline: baseline?.source ?? null,
    allowIncomplete: options.allowIncomplete ?? false,
    finished: !signal?.aborted,
  };
}

/** Waits for everything and puts the report together. */
export async function composeReport(
  { acquisition, advisories, signatures, fingerprints, judge, pending, functions }: Run,
  options: ScanOptions,
): Promise<Report> {
  const [artifacts, finished] = await Promise.all([distinctArtifacts(pending), Promise.all(functions)]);
  const settled = judge.settle({ artifacts, functions: finished }).map(withChanges);
  const alone = { artifacts: settled, functions: finished, problems: acquisition.problems };
  // Advisory data that is missing or old is no gap that a rule accepts.
  const acceptedAlone = acceptAlone(alone, judge.accepts);
  const judged = {
    ...alone,
    problems: [
      ...acquisition.problems,
      ...advisories.problems,
      // After an interrupted scan, unused rules are unknown.
      ...(options.signal?.aborted ? [] : judge.problems()),
    ],
  };
  const descriptions = describeAdvisories(settled, advisories);
  advisories.close();
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: TOOL,
    scannedAt: (options.scannedAt ?? options.now ?? new Date()).toISOString(),
    options: shownOptions(options),
    data: {
      advisories: advisories.data,
      signatures: { version: signatures.version, count: signatures.rules.length },
      fingerprints: fingerprints && { version: fingerprints.version, packages: fingerprints.packages },
    },
    summary: summarise({ ...judged, acceptedAlone, compared: options.baseline !== undefined }),
    ...judged,
    ...(descriptions && { descriptions }),
  };
}

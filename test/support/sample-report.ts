import { artifactOf, findingOf, functionOf, packageOf } from './model-builders.js';
import {
  fingerprintInFunction,
  type Artifact,
  type Finding,
  type FunctionReport,
  type Report,
} from '../../src/model/index.js';
import { withChanges } from '../../src/remediation/index.js';
import { judgeFunction, summarise, plainGate } from '../../src/policy/index.js';

export const SCANNED_AT = '2026-03-02T12:00:00.000Z';

/** An artifact as it stands in a report. */
export function reportedArtifact(id: string, fields: Partial<Artifact> = {}): Artifact {
  const {
    unresolvedImports: _,
    bootstrap: _none,
    handlerFiles: _files,
    facts: _facts,
    ...artifact
  } = artifactOf(id, fields);
  return { ...withChanges(artifact), ...fields };
}

/** A function that mounts artifacts by their ids, judged by policy as a scan would. */
export function reportedFunction(
  name: string,
  mounted: readonly Artifact[],
  { role = null, ...fields }: Partial<FunctionReport> = {},
): FunctionReport {
  const mounts = mounted.map(({ id }, at) => ({ artifact: id, path: at === 0 ? '/var/task' : '/opt' }));
  const { settings: _settings, ...fn } = functionOf(name, { mounts, ...fields });
  const joined = {
    ...fn,
    role,
    exposure: null,
    permissions: null,
    packages: mounted.flatMap((artifact) =>
      artifact.packages.map(({ id }) => ({
        artifact: artifact.id,
        id,
        reachable: null,
        when: null,
        via: [],
        shadowedBy: null,
      })),
    ),
    runtimePackages: [],
    findings: mounted.flatMap((artifact) =>
      artifact.findings.map(({ id, fingerprint }) => ({
        artifact: artifact.id,
        id,
        fingerprint: fingerprintInFunction(fingerprint, fn.id),
        suppression: null,
        isNew: null,
      })),
    ),
    problems: [],
    ...fields,
  };
  return judgeFunction(joined, new Map(mounted.map((artifact) => [artifact.id, artifact])));
}

export function reportOf(
  functions: readonly FunctionReport[],
  artifacts: readonly Artifact[],
  fields: Partial<Report> = {},
): Report {
  const problems = fields.problems ?? [];
  return {
    schemaVersion: 1,
    tool: { name: 'stowaway', version: '0.1.0' },
    scannedAt: SCANNED_AT,
    options: {
      targets: ['.serverless'],
      offline: true,
      failOn: 'high',
      gate: plainGate(),
      config: null,
      baseline: null,
      allowIncomplete: false,
      finished: true,
    },
    data: {
      advisories: [
        {
          ecosystem: 'npm',
          source: 'https://osv.example.invalid/export',
          asOf: '2026-03-02T10:00:00Z',
          count: 238_114,
          starter: false,
        },
      ],
      signatures: null,
      fingerprints: null,
    },
    summary: summarise({ artifacts, functions, problems }),
    artifacts,
    functions,
    problems,
    ...fields,
  };
}

/** A finding about the package of an artifact at a path, with the upgrade that fixes it. */
export function upgradeOf(name: string, version: string, fields: Partial<Finding> = {}): Finding {
  return findingOf({
    package: `npm:node_modules/${name}`,
    fixedIn: [version],
    remediation: {
      action: 'upgrade',
      version,
      major: false,
      direct: null,
      text: `Upgrade ${name} to ${version}.`,
    },
    ...fields,
  });
}

export function emptyReport(): Report {
  return reportOf([], []);
}

/** Three functions in which everything was seen and nothing found. */
export function cleanReport(): Report {
  const artifacts = ['a', 'b', 'c'].map((id) =>
    reportedArtifact(id, { packages: [packageOf('express', '4.19.2')] }),
  );
  return reportOf(
    artifacts.map((artifact) => reportedFunction(`fn-${artifact.id}`, [artifact])),
    artifacts,
  );
}

/** Thousands of functions on one layer, each with a little package of its own. */
export function hugeReport(functions: number): Report {
  const layerPackages = Array.from({ length: 100 }, (_, at) => packageOf(`layered-${at}`, '1.0.0'));
  const layer = reportedArtifact('layer', {
    kind: 'layer',
    packages: layerPackages,
    findings: layerPackages
      .slice(0, 40)
      .map(({ name, id }, at) =>
        upgradeOf(name, '1.0.1', { id: `L${at}`, package: id, rule: `GHSA-layer-${at}` }),
      ),
  });
  const codes = Array.from({ length: functions }, (_, at) =>
    reportedArtifact(`code${at}`, {
      packages: [packageOf('minimist', '1.2.0')],
      findings: at % 3 === 0 ? [upgradeOf('minimist', '1.2.8', { severity: 'medium' })] : [],
    }),
  );
  return reportOf(
    codes.map((code, at) => reportedFunction(`fn-${at}`, [code, layer])),
    [layer, ...codes],
  );
}

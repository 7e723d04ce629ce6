import { purlOf } from '../../src/ecosystems/index.js';
import {
  fingerprintOf,
  NO_COVERAGE,
  type Change,
  type Finding,
  type FunctionReport,
  type FunctionSettings,
  type Package,
  type ServerlessFunction,
} from '../../src/model/index.js';
import type { JoinableArtifact } from '../../src/functions/index.js';

/** A package of an application, by default installed in `node_modules`. */
export function packageOf(name: string, version: string | null, fields: Partial<Package> = {}): Package {
  const path = fields.locations?.[0]?.path ?? `node_modules/${name}`;
  return {
    id: `npm:${path}`,
    purl: purlOf('npm', name, version),
    ecosystem: 'npm',
    name,
    versionState: version === null ? 'unknown' : 'exact',
    version,
    candidates: [],
    presence: 'installed',
    basis: 'located',
    root: 'npm:',
    direct: null,
    alias: null,
    origin: 'unknown',
    vendoredIn: null,
    locations: [{ path }],
    bytes: 0,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses: [],
    evidence: [{ method: 'manifest', path: `${path}/package.json`, detail: null }],
    confidence: 'high',
    ...fields,
  };
}

export function artifactOf(id: string, fields: Partial<JoinableArtifact> = {}): JoinableArtifact {
  return {
    id,
    sha256: id.padEnd(64, '0'),
    kind: 'function',
    path: `${id}.zip`,
    name: `${id}.zip`,
    size: 1000,
    roots: [],
    coverage: { ...NO_COVERAGE, codeBytes: 1000, installed: 1000 },
    packages: [],
    findings: [],
    changes: [],
    problems: [],
    unresolvedImports: [],
    bootstrap: false,
    handlerFiles: new Set(['index.js']),
    facts: null,
    ...fields,
  };
}

export function functionOf(name: string, fields: Partial<ServerlessFunction> = {}): ServerlessFunction {
  return {
    id: `target#${name}`,
    name,
    platform: 'aws-lambda',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    architecture: null,
    account: null,
    region: null,
    arn: null,
    tags: {},
    mounts: [],
    role: null,
    triggers: [],
    environment: [],
    environmentHooks: [],
    declaredIn: null,
    settings: null,
    ...fields,
  };
}

/** A function with nothing found in it but what its artifacts have: what `judgeFunction` takes. */
export function joinedOf(
  fields: Partial<FunctionReport> = {},
): Omit<FunctionReport, 'complete' | 'reasons' | 'acceptedGaps'> {
  return {
    ...functionOf(fields.name ?? 'f'),
    role: null,
    exposure: null,
    permissions: null,
    packages: [],
    runtimePackages: [],
    findings: [],
    problems: [],
    ...fields,
  };
}

/** Settings of a function that has none but its logs. */
export function settingsOf(fields: Partial<FunctionSettings> = {}): FunctionSettings {
  return {
    functionName: null,
    logGroup: null,
    vpc: false,
    tracing: false,
    destinations: [],
    destinationsKnown: true,
    polled: [],
    fileSystems: [],
    environmentKey: null,
    awsLayers: [],
    environmentReferences: [],
    plainNames: null,
    encrypted: [],
    resourcePolicies: [],
    roleFunctions: 1,
    ...fields,
  };
}

export function findingOf(fields: Partial<Finding> = {}): Finding {
  const rule = fields.rule ?? 'GHSA-0000-0000-0000';
  return {
    id: `${rule}#${fields.package ?? ''}`,
    kind: 'advisory',
    rule,
    aliases: [],
    title: 'A flaw',
    why: null,
    severity: 'high',
    score: null,
    vectors: [],
    cwes: [],
    epss: null,
    kev: null,
    published: null,
    references: [],
    confidence: 'high',
    certainty: 'certain',
    rangesComplete: true,
    package: null,
    locations: [],
    evidence: [],
    fileHashes: [],
    fixedIn: [],
    remediation: null,
    fingerprint: fingerprintOf({ kind: fields.kind ?? 'advisory', rule, subject: fields.package ?? '' }),
    status: 'open',
    justification: null,
    suppression: null,
    isNew: null,
    ...fields,
  };
}

/** An upgrade, by default within the major. */
export function changeOf(name: string, fields: Partial<Change> = {}): Change {
  return {
    action: 'upgrade',
    ecosystem: 'npm',
    name,
    alias: null,
    root: 'npm:',
    from: ['1.0.0'],
    to: '1.5.0',
    major: false,
    broughtBy: [],
    command: `npm install ${name}@1.5.0`,
    clears: [],
    ...fields,
  };
}

// A report as large as an organisation's, the same at every call: real shapes, invented names.

import { artifactOf, dice, WORDS } from './large-artifact.mjs';

const RUNTIMES = ['nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x'];
const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'ap-southeast-2'];
const TRIGGERS = [
  { type: 'http', detail: 'POST /orders' },
  { type: 'queue', detail: 'orders' },
  { type: 'schedule', detail: 'rate(1 hour)' },
  { type: 'storage', detail: 's3:ObjectCreated:*' },
];
const VERBS = ['create', 'list', 'sync', 'notify', 'resize', 'archive', 'check', 'import', 'export', 'purge'];
const LAYERS = 12;
const LAYER_PACKAGES = 120;

const ENCRYPTED = {
  code: 'encrypted',
  path: 'secrets.bin',
  message: 'The entry is encrypted.',
  affectsCompleteness: true,
};

function functionOf(number, mounted, roll) {
  const name = `${VERBS[number % 10]}-${WORDS[Math.floor(number / 10) % 10]}-${number}`;
  const region = REGIONS[roll(REGIONS.length)];
  const account = String(111_111_111_111 + roll(5));
  const id = `arn:aws:lambda:${region}:${account}:function:${name}`;
  const isWhole = number % 50 !== 0;
  return {
    id,
    name,
    platform: 'aws-lambda',
    runtime: RUNTIMES[roll(RUNTIMES.length)],
    handler: 'index.handler',
    architecture: 'arm64',
    account,
    region,
    arn: id,
    declaredIn: { path: 'serverless.yml', line: 10 + number * 6 },
    tags: { team: WORDS[roll(10)] },
    mounts: mounted.map((artifact, at) => ({ artifact: artifact.id, path: at === 0 ? '/var/task' : '/opt' })),
    role: { name: `${name}-role`, arn: null, policies: ['AWSLambdaBasicExecutionRole'] },
    triggers: number % 9 === 0 ? [] : [TRIGGERS[roll(TRIGGERS.length)]],
    environment: ['TABLE_NAME', 'LOG_LEVEL'],
    environmentHooks: [],
    exposure: null,
    permissions: null,
    packages: mounted.flatMap((artifact) =>
      artifact.packages.map((found) => ({
        artifact: artifact.id,
        id: found.id,
        reachable: null,
        when: null,
        via: [],
        shadowedBy: null,
      })),
    ),
    runtimePackages: [],
    findings: mounted.flatMap((artifact) =>
      artifact.findings.map((finding) => ({
        artifact: artifact.id,
        id: finding.id,
        fingerprint: finding.fingerprint + encodeURIComponent(id),
        suppression: null,
        isNew: null,
      })),
    ),
    problems: isWhole ? [] : [ENCRYPTED],
    complete: isWhole,
    reasons: isWhole ? [] : ['secrets.bin: The entry is encrypted.'],
    acceptedGaps: [],
  };
}

/** How many of `all` belong to one of `parts`; the parts add up to `all`. */
function share(all, parts, at) {
  return Math.floor((all * (at + 1)) / parts) - Math.floor((all * at) / parts);
}

function summaryOf(artifacts, functions) {
  const findings = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const artifact of artifacts) for (const { severity } of artifact.findings) findings[severity] += 1;
  return {
    functions: functions.length,
    artifacts: artifacts.length,
    packages: artifacts.reduce((sum, { packages }) => sum + packages.length, 0),
    findings,
    newFindings: null,
    setAside: 0,
    complete: functions.every(({ complete }) => complete),
    acceptedGaps: [],
    reasons: functions
      .filter(({ complete }) => !complete)
      .map(({ name, reasons }) => `${name}: ${reasons[0]}`),
  };
}

/** A report of functions with some shared layers. */
export function largeReport({ functions: functionCount = 3000, packages = 100_000, findings = 20_000 } = {}) {
  const roll = dice(20_260_302);
  const layerCount = Math.min(LAYERS, Math.floor(packages / (LAYER_PACKAGES * 4)));
  const layers = Array.from({ length: layerCount }, (_, at) =>
    artifactOf(`layer-${at}`, 'layer', { packageCount: LAYER_PACKAGES, findingCount: 10, roll }),
  );
  const [restPackages, restFindings] = [packages - layerCount * LAYER_PACKAGES, findings - layerCount * 10];
  const codes = Array.from({ length: functionCount }, (_, at) =>
    artifactOf(`code-${at}`, 'function', {
      packageCount: share(restPackages, functionCount, at),
      findingCount: share(restFindings, functionCount, at),
      roll,
    }),
  );
  const functions = codes.map((code, at) => {
    const layer = roll(4) === 0 ? layers[roll(Math.max(1, layerCount))] : undefined;
    return functionOf(at, layer ? [code, layer] : [code], roll);
  });
  const artifacts = [...layers, ...codes];
  return {
    schemaVersion: 1,
    tool: { name: 'stowaway', version: '0.1.0' },
    scannedAt: '2026-03-02T12:00:00.000Z',
    options: {
      targets: ['.serverless'],
      offline: true,
      failOn: 'high',
      gate: {
        severity: 'high',
        kinds: [],
        kev: false,
        epss: null,
        unreachable: null,
        unexposed: null,
        required: null,
        newOnly: false,
      },
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
    summary: summaryOf(artifacts, functions),
    artifacts,
    functions,
    problems: [],
  };
}

import { expect, test } from 'vitest';
import { evidenceFiles } from '../../src/audit/index.js';
import type { EvidenceRecord } from '../../src/audit/record.js';
import { evidenceJsonSchema, evidenceSchema } from '../../src/audit/schema.js';
import { readProjectFile } from '../support/project-files.js';
import type { AcceptedGap, FunctionPermissions, Report } from '../../src/model/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from '../support/sample-report.js';

const RULE = { reason: 'Never called.', owner: 'ann', expires: '2027-01-01', source: 'stowaway.config.yaml' };
const LODASH = packageOf('lodash', '4.17.11');
const UNKNOWN = packageOf('punycode', null);
const MISSING = {
  code: 'encrypted',
  path: 'a.bin',
  message: 'The entry is encrypted.',
  affectsCompleteness: true,
} as const;
const GAP: AcceptedGap = {
  code: 'malformed',
  artifact: 'code.zip',
  path: 'b.bin',
  message: 'It is cut.',
  suppression: RULE,
};

const PERMISSIONS: FunctionPermissions = {
  needed: [{ action: 's3:GetObject', resource: 'arn:aws:s3:::photos/*', places: [], missing: [] }],
  platform: [{ action: 'logs:PutLogEvents', resource: '*', reason: 'logs' }],
  granted: [{ action: 's3:*', resource: '*', effect: 'Allow', policy: 'buckets', conditions: [] }],
  excess: [{ action: 's3:*', resource: '*', policy: 'buckets', examples: ['s3:DeleteBucket'] }],
  lacked: [],
  unreadPolicies: [],
  excessActions: 140,
  atLeast: true,
  unresolved: ['a call could not be followed'],
  unknownActions: [],
};

function sampleReport(): Report {
  const findings = [
    upgradeOf('lodash', '4.17.12', { id: 'open', rule: 'OPEN', title: 'Prototype pollution in lodash' }),
    upgradeOf('lodash', '4.17.21', { id: 'set', rule: 'SET', status: 'suppressed', suppression: RULE }),
    upgradeOf('lodash', '4.17.20', { id: 'one', rule: 'ONE' }),
    findingOf({ id: 'vex', rule: 'VEX', status: 'not_affected', justification: 'code not reachable' }),
  ];
  const code = reportedArtifact('code', { packages: [LODASH, UNKNOWN], findings, problems: [MISSING] });
  const orders = reportedFunction('orders', [code], {
    platform: 'aws-lambda',
    account: '123456789012',
    exposure: { level: 'public', statements: ['http: anybody'] },
    permissions: PERMISSIONS,
    role: { name: 'orders-role', arn: null, policies: ['buckets'] },
  });
  const jobs = reportedFunction('jobs', [code], { platform: 'aws-lambda' });
  const aside = jobs.findings.map((one) =>
    'kind' in one || one.id !== 'one' ? one : { ...one, suppression: { ...RULE, reason: 'Jobs only.' } },
  );
  const unmounted = reportedArtifact('alone', { kind: 'layer', examined: ['secret'] });
  const functions = [orders, { ...jobs, findings: aside, acceptedGaps: [GAP] }];
  return reportOf(functions, [code, unmounted]);
}

function filesOf(report: Report, sweep: Parameters<typeof evidenceFiles>[1]['sweep'] = null) {
  const files = [
    ...evidenceFiles(report, { basis: 'advisory data', sweep, signed: false, secondsPerArtifact: 60 }),
  ];
  return new Map(files.map(({ path, pieces }) => [path, [...pieces].join('')]));
}

function recordOf(...given: Parameters<typeof filesOf>): EvidenceRecord {
  return JSON.parse(filesOf(...given).get('evidence.json') ?? '') as EvidenceRecord;
}

test('a bill of materials for each function, the report, the record and the page', () => {
  const files = filesOf(sampleReport());
  expect([...files.keys()]).toEqual([
    'sboms/orders.cdx.json',
    'sboms/jobs.cdx.json',
    'sboms/alone.zip.cdx.json',
    'report.json',
    'evidence.json',
    'index.html',
  ]);
  expect(JSON.parse(files.get('sboms/orders.cdx.json') ?? '')).toMatchObject({ bomFormat: 'CycloneDX' });
  expect(JSON.parse(files.get('report.json') ?? '')).toMatchObject({ schemaVersion: 1 });
});

test('the same report gives the same bytes', () => {
  expect(filesOf(sampleReport())).toEqual(filesOf(sampleReport()));
});

test('functions with digests, open findings and their bills of materials', () => {
  const { functions, scope, complete } = recordOf(sampleReport());
  expect(scope).toMatchObject({ kind: 'scan', functions: 2, accounts: ['123456789012'], sweep: null });
  expect(complete).toBe(false);
  expect(functions).toMatchObject([
    {
      name: 'orders',
      exposure: 'public',
      artifacts: [{ path: 'code.zip', sha256: 'code'.padEnd(64, '0') }],
      open: { high: 2 },
      sbom: 'sboms/orders.cdx.json',
      complete: false,
    },
    { name: 'jobs', exposure: null, open: { high: 1 }, acceptedGaps: 1 },
    { id: 'artifact:alone.zip', sbom: 'sboms/alone.zip.cdx.json' },
  ]);
});

test('components of each artifact, with its digest and functions', () => {
  const { components } = recordOf(sampleReport());
  expect(components).toEqual([
    {
      artifact: 'code.zip',
      sha256: 'code'.padEnd(64, '0'),
      functions: ['jobs', 'orders'],
      packages: ['lodash 4.17.11', 'punycode of unknown version'],
      complete: false,
      examined: null,
    },
    {
      artifact: 'alone.zip',
      sha256: 'alone'.padEnd(64, '0'),
      functions: [],
      packages: [],
      complete: true,
      examined: ['secret'],
    },
  ]);
});

test('a finding is open where it is not set aside, and an exception where it is', () => {
  const { findings, exceptions } = recordOf(sampleReport());
  expect(findings.map(({ rule, functions }) => [rule, functions])).toEqual([
    ['OPEN', ['jobs', 'orders']],
    ['ONE', ['orders']],
  ]);
  expect(findings[0]).toMatchObject({ subject: LODASH.purl, fixedIn: ['4.17.12'], firstSeen: null });
  const decisions = exceptions.map((one) => [one.rule, one.functions, one.reason, one.owner, one.expires]);
  expect(decisions).toEqual([
    ['SET', ['jobs', 'orders'], 'Never called.', 'ann', '2027-01-01'],
    ['ONE', ['jobs'], 'Jobs only.', 'ann', '2027-01-01'],
    ['VEX', ['jobs', 'orders'], 'code not reachable', null, null],
  ]);
});

type View = Report['functions'][number]['packages'][number];

test.each<[what: string, view: Partial<View>, loaded: string]>([
  ['at start', { reachable: true, when: 'start' }, 'start'],
  ['when called', { reachable: true, when: 'call' }, 'call'],
  ['never', { reachable: false }, 'not'],
  ['another copy in its place', { reachable: true, when: 'start', shadowedBy: 'layer#x' }, 'not'],
  ['not known', {}, 'notKnown'],
])('a finding says when its package is loaded: %s', (_what, view, loaded) => {
  const report = sampleReport();
  const functions = report.functions.map((fn) => ({
    ...fn,
    packages: fn.packages.map((one) => ({ ...one, ...view })),
  }));
  const [finding] = recordOf({ ...report, functions }).findings;
  expect(finding).toMatchObject({ rule: 'OPEN', loaded, exposure: 'public' });
});

test('findings stand in the order of what anybody can start and the function loads', () => {
  const findings = [
    upgradeOf('lodash', '4.17.12', { id: 'a', rule: 'UNLOADED', severity: 'critical' }),
    findingOf({ id: 'b', rule: 'SETTING', kind: 'secret', package: null, severity: 'high' }),
    upgradeOf('punycode', '2.0.0', { id: 'c', rule: 'LOADED', severity: 'low' }),
  ];
  const code = reportedArtifact('code', { packages: [LODASH, UNKNOWN], findings });
  const fn = reportedFunction('orders', [code], {
    exposure: { level: 'public', statements: ['url: anybody'] },
  });
  const packages = fn.packages.map((one): View =>
    one.id === UNKNOWN.id ? { ...one, reachable: true, when: 'start' } : { ...one, reachable: false },
  );
  const record = recordOf(reportOf([{ ...fn, packages }], [code]));
  expect(record.functions[0]?.startedBy).toEqual(['url: anybody']);
  expect(record.findings.map(({ rule, loaded }) => [rule, loaded])).toEqual([
    ['LOADED', 'start'],
    ['SETTING', null],
    ['UNLOADED', 'not'],
  ]);
});

test('what was not seen, what is accepted, and what was not decided', () => {
  const { gaps, acceptedGaps, notCovered } = recordOf(sampleReport());
  expect(gaps).toEqual([
    {
      code: 'encrypted',
      where: 'jobs, orders, code.zip',
      message: 'a.bin: The entry is encrypted.',
      missing: 'All answers about it: it may hold anything.',
    },
  ]);
  expect(acceptedGaps).toMatchObject([{ where: 'jobs, code.zip', owner: 'ann', expires: '2027-01-01' }]);
  const byWhat = new Map(notCovered.map(({ what, count, examples }) => [what, [count, ...examples]]));
  expect(byWhat.get('Packages whose version is not known')).toEqual([1, 'punycode']);
  expect(byWhat.get('Functions whose needs of AWS were not analysed')).toEqual([1, 'jobs']);
  expect(byWhat.get('Functions whose code may need more of AWS than was found')).toEqual([1, 'orders']);
  expect(
    [...byWhat.keys()].some((what) => what.startsWith('Advisories about packages of Amazon Linux')),
  ).toBe(true);
});

test('needed against granted permissions', () => {
  const [orders, jobs] = recordOf(sampleReport()).permissions;
  expect(orders).toMatchObject({
    function: 'orders',
    role: 'orders-role',
    needed: ['logs:PutLogEvents on *', 's3:GetObject on arn:aws:s3:::photos/*'],
    granted: ['s3:* on *'],
    excessActions: 140,
    excess: ['s3:* on * (for example s3:DeleteBucket)'],
    atLeast: true,
    doubts: ['a call could not be followed'],
  });
  expect(jobs).toMatchObject({ function: 'jobs', needed: null, excessActions: null });
});

test('the trend of sweeps, and when a finding was first seen', () => {
  const report = sampleReport();
  const [reference] = report.functions[0]?.findings ?? [];
  const trend = [
    {
      run: 3,
      startedAt: '2026-03-01T00:00:00Z',
      complete: true,
      functions: 2,
      covered: 2,
      open: { high: 1 },
    },
  ];
  const firstSeen = new Map([[reference?.fingerprint ?? '', '2026-02-01T04:00:00Z']]);
  const record = recordOf(report, { run: 3, sweptBy: '0.1.0', trend, firstSeen, changes: [] });
  expect(record).toMatchObject({ scope: { kind: 'sweep', sweep: 3, sweptBy: '0.1.0' }, trend });
  expect(record.findings.find(({ rule }) => rule === 'OPEN')?.firstSeen).toBe('2026-02-01');
});

test('the record is as its published schema says', () => {
  const { error } = evidenceSchema.safeParse(recordOf(sampleReport()));
  expect(error?.issues ?? []).toEqual([]);
  const published: unknown = JSON.parse(readProjectFile('schema/evidence-v1.schema.json'));
  expect(published, 'run `node scripts/build-schema.mjs`').toEqual(evidenceJsonSchema());
});

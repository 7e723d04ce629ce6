import { describe, expect, it, test } from 'vitest';
import type { Artifact, Finding, FunctionReport, Report } from '../../src/model/index.js';
import { compareReports, readRecordedReport, type ReportDiff } from '../../src/diff/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';

function recorded(report: Report) {
  return readRecordedReport(JSON.stringify(report), 'a.json');
}

function diffOf(before: Report, now: Report): ReportDiff {
  return compareReports(recorded(before), recorded(now));
}

const FINGERPRINT = 'advisory/GHSA-1/npm%3Aqs/';

function qs(version: string, fields: Partial<Finding> | null = {}, id = `zip-${version}`): Artifact {
  const found = packageOf('qs', version);
  const finding = findingOf({ rule: 'GHSA-1', package: found.id, fingerprint: FINGERPRINT, ...fields });
  return reportedArtifact(id, { packages: [found], findings: fields === null ? [] : [finding] });
}

function reportWith(artifact: Artifact, names = ['pay'], fields: Partial<FunctionReport> = {}): Report {
  return reportOf(
    names.map((name) => reportedFunction(name, [artifact], fields)),
    [artifact],
  );
}

function changes({ findings }: ReportDiff): string[] {
  return findings.map(
    ({ change, finding, before, functions }) =>
      `${change} ${finding.rule} ${before ? `${before.severity} ${before.versions.join()} ` : ''}${finding.severity} ${finding.versions.join()} ${finding.status} in ${functions.join()}`,
  );
}

function moves({ packages }: ReportDiff): string[] {
  return packages.map(
    ({ change, name, from, to, functions }) =>
      `${change} ${name} ${from.join()}>${to.join()} in ${functions.join()}`,
  );
}

it('a report and itself do not differ', () => {
  const diff = diffOf(smallReport(), smallReport());
  expect([diff.findings, diff.packages, diff.functions]).toEqual([[], [], { added: [], removed: [] }]);
  expect(diff.unchangedFindings).toBeGreaterThan(0);
});

it('the same function in another archive, at another time, by other data does not differ', () => {
  const now = {
    ...reportWith(qs('1.0.0', { title: 'Worded anew' }, 'other')),
    scannedAt: '2027-01-01T00:00:00Z',
  };
  const diff = diffOf(reportWith(qs('1.0.0')), now);
  expect([diff.findings, diff.packages]).toEqual([[], []]);
});

const OTHER = { rule: 'GHSA-2', fingerprint: 'advisory/GHSA-2/npm%3Aqs/' };

test.each<[string, Partial<Finding>, Partial<Finding>]>([
  ['the record that concerned it before names', { aliases: ['GHSA-2'] }, OTHER],
  ['names the one that concerned it before', {}, { ...OTHER, aliases: ['GHSA-1'] }],
])('a version that has another record of the same flaw is no new finding: one that %s', (...[, was, is]) => {
  const diff = diffOf(reportWith(qs('1.0.0', was)), reportWith(qs('1.1.0', is)));
  expect(changes(diff)).toEqual(['changed GHSA-2 high 1.0.0 high 1.1.0 open in pay']);
});

test('another flaw is new, and the one before is fixed', () => {
  const diff = diffOf(reportWith(qs('1.0.0', { aliases: ['CVE-1'] })), reportWith(qs('1.1.0', OTHER)));
  expect(changes(diff)).toEqual(['new GHSA-2 high 1.1.0 open in pay', 'fixed GHSA-1 high 1.0.0 open in pay']);
});

test.each<[string, Artifact, Artifact, string[], string[]]>([
  [
    'fixed by a new version',
    qs('1.0.0'),
    qs('1.0.1', null),
    ['fixed GHSA-1 high 1.0.0 open in pay'],
    ['changed npm:qs 1.0.0>1.0.1 in pay'],
  ],
  [
    'new with it',
    qs('1.0.1', null),
    qs('1.0.0'),
    ['new GHSA-1 high 1.0.0 open in pay'],
    ['changed npm:qs 1.0.1>1.0.0 in pay'],
  ],
  [
    'the same in the new version',
    qs('1.0.0'),
    qs('1.0.1'),
    ['changed GHSA-1 high 1.0.0 high 1.0.1 open in pay'],
    ['changed npm:qs 1.0.0>1.0.1 in pay'],
  ],
  [
    'graver',
    qs('1.0.0'),
    qs('1.0.0', { severity: 'critical' }),
    ['changed GHSA-1 high 1.0.0 critical 1.0.0 open in pay'],
    [],
  ],
  [
    'set aside',
    qs('1.0.0'),
    qs('1.0.0', { status: 'suppressed' }),
    ['changed GHSA-1 high 1.0.0 high 1.0.0 suppressed in pay'],
    [],
  ],
  [
    'set aside both times',
    qs('1.0.0', { status: 'suppressed' }),
    qs('1.0.0', { status: 'suppressed' }),
    [],
    [],
  ],
  ['added', reportedArtifact('a'), qs('1.0.0', null), [], ['added npm:qs >1.0.0 in pay']],
  ['removed', qs('1.0.0', null), reportedArtifact('a'), [], ['removed npm:qs 1.0.0> in pay']],
])('%s', (...[, before, now, findings, packages]) => {
  const diff = diffOf(reportWith(before), reportWith(now));
  expect([changes(diff), moves(diff)]).toEqual([findings, packages]);
});

it('a finding that one function sets aside differs only there', () => {
  const artifact = qs('1.0.0');
  const aside = { reason: 'Ours.', owner: null, expires: null, source: 'x' };
  const plain = reportWith(artifact, ['pay', 'ship']);
  const [pay, ship] = plain.functions;
  const findings = pay?.findings.map((finding) => ({ ...finding, suppression: aside })) ?? [];
  const now = { ...plain, functions: [{ ...pay!, findings } as FunctionReport, ship!] };
  expect(changes(diffOf(plain, now))).toEqual(['changed GHSA-1 high 1.0.0 high 1.0.0 suppressed in pay']);
});

it('the same difference in many functions is reported once', () => {
  const [before, now] = [qs('1.0.1', null), qs('1.0.0')].map((artifact) =>
    reportWith(artifact, ['c', 'a', 'b']),
  );
  expect(changes(diffOf(before!, now!))).toEqual(['new GHSA-1 high 1.0.0 open in a,b,c']);
});

it('reports without a function in common say so', () => {
  const before = reportWith(qs('1.0.0'), ['old/pay']);
  expect(diffOf(before, reportWith(qs('1.0.0'))).notes).toEqual([
    expect.stringContaining('No function is in both reports'),
  ]);
  expect(diffOf(before, reportWith(qs('1.0.0'), ['old/pay', 'new'])).notes).toEqual([]);
});

it('two copies of a package are one finding with two versions', () => {
  const packages = ['1.0.0', '2.0.0'].map((version) =>
    packageOf('qs', version, { locations: [{ path: `node_modules/${version}/qs` }] }),
  );
  const findings = packages.map(({ id }) =>
    findingOf({ id, rule: 'GHSA-1', package: id, fingerprint: FINGERPRINT }),
  );
  const now = reportWith(reportedArtifact('a', { packages, findings }));
  expect(changes(diffOf(reportWith(reportedArtifact('a')), now))).toEqual([
    'new GHSA-1 high 1.0.0,2.0.0 open in pay',
  ]);
});

describe('not seen is not fixed', () => {
  it('in a function that is incomplete now', () => {
    const problems = [
      { code: 'encrypted', path: 'x', message: 'Encrypted.', affectsCompleteness: true },
    ] as const;
    const now = reportWith(reportedArtifact('a', { problems }));
    const diff = diffOf(reportWith(qs('1.0.0')), now);
    expect(changes(diff)).toEqual(['unseen GHSA-1 high 1.0.0 open in pay']);
    expect([diff.complete, diff.notes]).toEqual([false, ['The later scan is incomplete.']]);
  });

  it('in a function with an accepted gap that it had not before', () => {
    const gap = { code: 'encrypted', artifact: 'a.zip', path: 'x', message: 'Encrypted.' } as const;
    const suppression = { reason: 'Ours.', owner: 'ann', expires: '2027-01-01', source: 'c.yaml' };
    const accepting = (report: Report): Report => ({
      ...report,
      functions: report.functions.map((fn) => ({ ...fn, acceptedGaps: [{ ...gap, suppression }] })),
    });
    const [before, now] = [reportWith(qs('1.0.0')), reportWith(reportedArtifact('a'))];
    expect(changes(diffOf(before, accepting(now)))).toEqual(['unseen GHSA-1 high 1.0.0 open in pay']);
    expect(changes(diffOf(accepting(before), accepting(now)))).toEqual([
      'fixed GHSA-1 high 1.0.0 open in pay',
    ]);
  });

  it('in a function that is not there any more', () => {
    const diff = diffOf(reportWith(qs('1.0.0'), ['pay', 'old']), reportWith(qs('1.0.0')));
    expect([diff.findings, diff.functions]).toEqual([[], { added: [], removed: ['old'] }]);
  });

  it.each([
    ['older', [{ asOf: '2020-01-01T00:00:00Z' }], 'The advisories of npm are older'],
    ['no', [], 'No advisories of npm were used'],
  ])('with %s advisories', (_, fields, note) => {
    const before = reportWith(qs('1.0.0'));
    const advisories = fields.map((field) => ({ ...before.data.advisories[0]!, ...field }));
    const diff = diffOf(before, { ...before, data: { ...before.data, advisories } });
    expect(diff.notes.join()).toContain(note);
  });
});

it('an artifact that no function mounts is compared by its path', () => {
  const [before, now] = [qs('1.0.0', null, 'layer'), qs('1.0.0', {}, 'layer')];
  expect(changes(diffOf(reportOf([], [before]), reportOf([], [now])))).toEqual([
    'new GHSA-1 high 1.0.0 open in layer.zip',
  ]);
});

it('the worst comes first, malware before all', () => {
  const findings = [
    findingOf({ rule: 'B', severity: 'low', fingerprint: 'b/' }),
    findingOf({ rule: 'A', severity: 'critical', fingerprint: 'a/' }),
    findingOf({ rule: 'M', kind: 'malware', severity: 'low', fingerprint: 'm/' }),
  ];
  const now = reportWith(reportedArtifact('a', { findings }));
  const diff = diffOf(reportWith(reportedArtifact('a')), now);
  expect(diff.findings.map(({ finding }) => finding.rule)).toEqual(['M', 'A', 'B']);
});

import { expect, test } from 'vitest';
import type { Report } from '../../../src/model/index.js';
import { plainGate } from '../../../src/policy/index.js';
import { text } from '../../../src/reporters/text/index.js';
import { changeOf, findingOf } from '../../support/model-builders.js';
import { lineWith, lodashReport } from '../../support/report-lines.js';
import { cleanReport, emptyReport, reportOf, upgradeOf } from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered } from '../contract.js';

test('an empty report does not say that nothing was found', () => {
  expect(rendered(text, emptyReport())).not.toContain('nothing found');
  expect(rendered(text, emptyReport())).toContain('nothing was scanned');
});

test('a problem of the run itself is reported under the summary', () => {
  const problems = [
    { code: 'missing', path: 'cdk.out', message: 'It has no manifest.', affectsCompleteness: true },
  ] as const;
  const report = reportOf(cleanReport().functions, cleanReport().artifacts, { problems });
  expect(lineWith(report, 'Incomplete:')).toContain('cdk.out: It has no manifest.');
  expect(rendered(text, report)).toContain('nothing found in what was seen');
});

test('a clean report shows how much of the code is unexplained', () => {
  const [artifact] = cleanReport().artifacts;
  if (!artifact) throw new Error('There is a clean artifact.');
  const coverage = { ...artifact.coverage, codeBytes: 1_000_000, installed: 0, unattributed: 210_500 };
  const report = reportOf(cleanReport().functions, [{ ...artifact, coverage }]);
  expect(lineWith(report, 'nothing found')).toContain('22 % of the code (211 kB) unexplained');
  expect(rendered(text, cleanReport())).not.toContain('unexplained');
});

test('a problem that hides nothing is counted, and listed under --verbose', () => {
  const problems = [
    { code: 'unresolved', path: '', message: 'A curious thing.', affectsCompleteness: false },
  ] as const;
  const report = reportOf(cleanReport().functions, cleanReport().artifacts, { problems });
  expect(rendered(text, report).trimEnd().split('\n')).toHaveLength(2);
  expect(lineWith(report, 'nothing found')).toContain('1 note under --verbose');
  expect(rendered(text, report, { verbose: true })).toContain('Note: A curious thing.');
});

test('findings that a rule sets aside are counted, and listed with the reason under --verbose', () => {
  const suppression = {
    reason: 'Not reached',
    owner: 'sec@example.invalid',
    expires: '2027-01-01',
    source: 'stowaway.config.yaml',
  };
  const report = lodashReport([upgradeOf('lodash', '5', { status: 'suppressed', suppression })]);
  expect(lineWith(report, 'nothing found')).toContain('1 set aside by rule');
  expect(rendered(text, report)).not.toContain('lodash');
  expect(rendered(text, report, { verbose: true })).toContain(
    'suppressed: Not reached (by sec@example.invalid, until 2027-01-01, stowaway.config.yaml)',
  );
});

test('findings that one function sets aside are listed under --verbose', () => {
  const report = lodashReport([upgradeOf('lodash', '5', { rule: 'GHSA-1' })]);
  const suppression = { reason: 'Not reached', owner: null, expires: null, source: 'c.yaml' };
  const functions = report.functions.map((fn) => ({
    ...fn,
    findings: fn.findings.map((finding) => ({ ...finding, suppression })),
  }));
  expect(rendered(text, { ...report, functions }, { verbose: true })).toContain(
    'GHSA-1 in fn: Not reached (c.yaml)',
  );
});

test('a rule that expired is reported without --verbose', () => {
  const problems = [
    { code: 'stale', path: 'c.yaml', message: 'The rule ran out.', affectsCompleteness: false },
  ] as const;
  const report = reportOf(cleanReport().functions, cleanReport().artifacts, { problems });
  expect(rendered(text, report)).toContain('Note: c.yaml: The rule ran out.');
  expect(rendered(text, report)).not.toContain('1 note');
});

test('rules and a baseline are named, and what is new is counted', () => {
  const report = lodashReport([upgradeOf('lodash', '5')]);
  const none = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  const compared = (newFindings: Report['summary']['newFindings']): string =>
    rendered(text, {
      ...report,
      options: { ...report.options, config: 'c.yaml', baseline: 'old.json' },
      summary: { ...report.summary, newFindings },
    });
  expect(compared(none)).toContain('Rules: c.yaml · compared with old.json');
  expect(compared(none)).toContain('nothing new');
  expect(compared({ ...none, high: 1 })).toContain('new: 1 high');
});

test.each([
  [[true], 'new'],
  [[true, false], '1 of 2 new'],
  [[false], null],
  [[null], null],
])('advisories of a package, new %j: %s', (news, words) => {
  const findings = news.map((isNew, at) =>
    upgradeOf('lodash', '5', { id: `${at}`, rule: `GHSA-${at}`, isNew }),
  );
  expect(/(?:\d of \d )?new/.exec(lineWith(lodashReport(findings), 'lodash 4.17.4'))?.[0] ?? null).toBe(
    words,
  );
});

test('an interrupted scan is marked as such', () => {
  const report = { ...cleanReport(), options: { ...cleanReport().options, finished: false } };
  expect(rendered(text, report)).toContain('interrupted');
});

test('the starter is called the starter, and no data is called none', () => {
  const [source] = cleanReport().data.advisories;
  const data = { signatures: null, fingerprints: null };
  const starter = {
    ...cleanReport(),
    data: { ...data, advisories: source ? [{ ...source, starter: true }] : [] },
  };
  expect(lineWith(starter, 'Advisories:')).toContain('starter');
  expect(lineWith({ ...cleanReport(), data: { ...data, advisories: [] } }, 'Advisories:')).toContain('none');
});

test('the shortest way names few upgrades, what they clear and what remains', () => {
  expect(lineWith(smallReport(), 'Shortest way:')).toContain(
    'remove plain-crypto-js, raise lodash to 4.17.21, raise minimatch to 1.0.1, raise minimist to 1.2.8' +
      ' → clears 1 critical, 3 high, 2 medium; 8 remain',
  );
});

test('the shortest way names a package once, whatever its changes are', () => {
  const findings = ['one', 'two', 'three'].map((id) => findingOf({ id }));
  const report = lodashReport(findings);
  const changes = [
    changeOf('lodash', { to: '4.17.21', clears: ['one'] }),
    changeOf('lodash', { to: '5.0.0', major: true, clears: ['two'] }),
    changeOf('lodash', { action: 'override', to: '4.17.21', clears: ['three'] }),
    changeOf('minimist', { to: '1.2.6' }),
  ];
  const artifacts = report.artifacts.map((artifact) => ({ ...artifact, changes }));
  const line = lineWith({ ...report, artifacts }, 'Shortest way:');
  expect(line.match(/lodash/g)).toHaveLength(1);
  expect(line).toContain('raise lodash (another major)');
  // All that this change clears was filtered out.
  expect(line).not.toContain('minimist');
});

test('the shortest way names a package once, however its manifests spell it, and packages of one name apart', () => {
  const report = lodashReport(['one', 'two', 'three'].map((id) => findingOf({ id })));
  const changes = [
    changeOf('Jinja2', { ecosystem: 'PyPI', to: '3.1.6', clears: ['one'] }),
    changeOf('jinja2', { ecosystem: 'PyPI', to: '3.1.6', clears: ['two'] }),
    changeOf('jinja2', { ecosystem: 'npm', to: '1.0.1', clears: ['three'] }),
  ];
  const artifacts = report.artifacts.map((artifact) => ({ ...artifact, changes }));
  expect(lineWith({ ...report, artifacts }, 'Shortest way:')).toMatch(
    /raise Jinja2 to 3\.1\.6, raise jinja2 to 1\.0\.1 →/,
  );
});

test('what remains after the shortest way is counted among what is shown', () => {
  const findings = ['one', 'two', 'three'].map((id) => findingOf({ id, severity: 'high' }));
  const report = lodashReport(findings);
  const changes = [changeOf('lodash', { to: '4.17.21', clears: ['one'] })];
  const artifacts = report.artifacts.map((artifact) => ({ ...artifact, changes }));
  // The summary counts what filters hide, too.
  const summary = { ...report.summary, findings: { ...report.summary.findings, high: 50 } };
  expect(lineWith({ ...report, summary, artifacts }, 'Shortest way:')).toContain('clears 1 high; 2 remain');
});

test('advisories that no package needed are not called missing', () => {
  const clean = cleanReport();
  const without = { ...clean, data: { ...clean.data, advisories: [] } };
  const line = (packages: number, complete = true) =>
    lineWith({ ...without, summary: { ...clean.summary, packages, complete } }, 'Advisories:');
  expect(line(0)).toContain('not needed, no package was found to look up');
  expect(line(0, false)).toContain('not needed, in what was seen no package was found to look up');
  expect(line(3)).toContain('known vulnerabilities were not looked for');
});

test.each([
  ['high', 'unknown', true],
  ['medium', 'unknown', false],
  ['none', 'unknown', false],
  ['high', 'low', false],
] as const)(
  'level %s, advisory of severity %s: says that the level does not count it: %s',
  (level, severity, said) => {
    const report = lodashReport([upgradeOf('lodash', '5', { severity })]);
    const options = { ...report.options, gate: plainGate(level) };
    const words = 'count as medium: the level high does not fail for them, --fail-on medium does.';
    expect(rendered(text, { ...report, options }).includes(words)).toBe(said);
  },
);

test('what is not known of proposed releases is told once, where a change proposes one', () => {
  const [artifact] = cleanReport().artifacts;
  if (!artifact) throw new Error('There is a clean artifact.');
  const linesOf = (...changes: Parameters<typeof changeOf>[]) => {
    const changed = { ...artifact, changes: changes.map((args) => changeOf(...args)) };
    const lines = rendered(text, reportOf(cleanReport().functions, [changed, changed])).split('\n');
    return lines.filter((line) => line.includes('--python-version'));
  };
  expect(linesOf(['idna', { ecosystem: 'PyPI' }], ['six', { ecosystem: 'PyPI' }])).toHaveLength(1);
  expect(linesOf(['idna', { ecosystem: 'PyPI', to: null }], ['left', {}])).toEqual([]);
});

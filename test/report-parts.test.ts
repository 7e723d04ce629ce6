import { expect, test } from 'vitest';
import { REPORTERS } from '../src/reporters/index.js';
import { reportParts } from '../src/report-parts.js';
import { hostileReport } from './support/hostile-report.js';
import {
  hugeReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from './support/sample-report.js';
import { packageOf } from './support/model-builders.js';
import { smallReport } from './support/small-report.js';

function namesOf(...functions: readonly (readonly [name: string, id: string])[]): string[] {
  const report = reportOf(
    functions.map(([name, id]) => ({ ...reportedFunction(name, []), id })),
    [],
  );
  return [...reportParts(report)].map(({ fileName }) => fileName);
}

test('a function whose name is a file name and its own keeps it', () => {
  expect(namesOf(['pay', 'a'], ['mail_v2.1', 'b'], ['Über', 'c'])).toEqual([
    'pay',
    'mail_v2.1',
    expect.stringMatching(/^ber_[0-9a-f]{12}$/),
  ]);
});

test('names that meet, also where upper and lower case are one, differ by their ids in any order', () => {
  const names = namesOf(['pay', 'a#pay'], ['Pay', 'b#pay'], ['x', 'x']);
  expect(names).toEqual([
    expect.stringMatching(/^pay_[0-9a-f]{12}$/),
    expect.stringMatching(/^Pay_[0-9a-f]{12}$/),
    'x',
  ]);
  expect(namesOf(['x', 'x'], ['Pay', 'b#pay'], ['pay', 'a#pay'])).toEqual(names.toReversed());
});

test('no function takes the file of another by its name', () => {
  const [taken = ''] = namesOf(['a/b', 'a/b']);
  expect(new Set(namesOf(['a/b', 'a/b'], [taken, 'other']))).toEqual(new Set([taken, `${taken}_`]));
});

test.each([
  '../../etc/passwd',
  '..',
  '.',
  '',
  '/',
  'C:\\windows',
  'nul',
  'COM1.json',
  'a\0b',
  '.hidden',
  '-rf',
  'x\u202Etxt.exe',
  '{function}',
  'a'.repeat(5000),
])('%j is no way out of the folder', (name) => {
  expect(namesOf([name, name])[0]).toMatch(/^(?!(?:nul|com1)(?:\.|$))[a-z\d][a-z\d._-]{1,120}$/i);
});

test('each function has its mounts, and the run its problems; an unmounted layer is reported alone', () => {
  const report = hugeReport(3);
  const lonely = reportedArtifact('lonely', { kind: 'layer' });
  const parts = [...reportParts({ ...report, artifacts: [...report.artifacts, lonely] })];
  expect(parts.map(({ fileName }) => fileName)).toEqual(['fn-0', 'fn-1', 'fn-2', 'lonely.zip']);
  for (const { report: part } of parts) {
    const mounted = part.functions.flatMap(({ mounts }) => mounts.map(({ artifact }) => artifact));
    expect(part.artifacts.map(({ id }) => id)).toEqual(mounted.length === 0 ? [lonely.id] : mounted);
    expect(part.summary).toMatchObject({
      functions: part.functions.length,
      artifacts: part.artifacts.length,
    });
    expect(part.problems).toEqual(report.problems);
  }
});

test('a finding that one function sets aside is so in its part only, and not among its changes', () => {
  const artifact = reportedArtifact('a', {
    roots: [{ id: 'npm:', path: '', name: null, manager: 'npm' }],
    packages: [packageOf('lodash', '4.17.20', { direct: true })],
    findings: [upgradeOf('lodash', '4.17.21')],
  });
  const [one, other] = ['one', 'other'].map((name) => reportedFunction(name, [artifact]));
  const suppression = { reason: 'Never called.', owner: null, expires: null, source: 'stowaway.config.yaml' };
  const findings = one!.findings.map((reference) => ({ ...reference, suppression }));
  const report = reportOf([{ ...one!, findings }, other!], [artifact]);
  const parts = [...reportParts(report)].map((part) => part.report.artifacts[0]);
  expect(parts.map((part) => part?.findings[0]?.status)).toEqual(['suppressed', 'open']);
  expect(parts.map((part) => part?.changes.length)).toEqual([0, 1]);
});

test.each([
  ['small', smallReport],
  ['hostile', hostileReport],
])('every format has every part of a report that is %s', (_, build) => {
  const plain = { colour: false, width: Infinity, links: false, verbose: true, elapsedMillis: null };
  const parts = [...reportParts(build())];
  expect(parts.length).toBeGreaterThan(1);
  const aws = { account: '111122223333', region: 'eu-west-1' };
  for (const { report } of parts)
    for (const reporter of REPORTERS)
      expect([...reporter.render(report, { ...plain, aws })].join('').length).toBeGreaterThan(0);
});

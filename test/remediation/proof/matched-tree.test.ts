import { expect, test } from 'vitest';
import { isSameFlaw, openFindings } from '../../../src/remediation/proof/matched-tree.js';
import { findingOf, packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportOf } from '../../support/sample-report.js';

test('open advisories and malware on packages of npm are what a change may clear', () => {
  const packages = [
    packageOf('left', '1.0.0', { id: 'left' }),
    packageOf('right', null, { id: 'right', versionState: 'set', candidates: ['1.0.0', '1.1.0'] }),
    packageOf('pip', '1.0.0', { id: 'pip', ecosystem: 'PyPI' }),
  ];
  const on = (id: string, fields: object = {}) =>
    findingOf({ id: `${id}${JSON.stringify(fields)}`, kind: 'advisory', package: id, ...fields });
  const findings = [
    on('left'),
    on('right', { kind: 'malware' }),
    on('left', { kind: 'install-script' }),
    on('left', { status: 'suppressed' }),
    on('pip'),
    on('nowhere'),
  ];
  const report = reportOf([], [reportedArtifact('a', { path: 'a.zip', packages, findings })]);
  expect(openFindings(report).map(({ artifact, name, versions }) => [artifact, name, ...versions])).toEqual([
    ['a.zip', 'left', '1.0.0'],
    ['a.zip', 'right', '1.0.0', '1.1.0'],
  ]);
});

test.each<[one: string[], other: string[], same: boolean]>([
  [['GHSA-1'], ['GHSA-1'], true],
  [['GHSA-1', 'CVE-1'], ['CVE-1'], true],
  [['GHSA-1', 'CVE-1'], ['GHSA-2', 'CVE-1'], true],
  [['GHSA-1'], ['GHSA-2'], false],
])('%j and %j are one flaw: %s', (one, other, same) => {
  const of = ([rule = '', ...aliases]: string[]) => findingOf({ rule, aliases });
  expect(isSameFlaw(of(one), of(other))).toBe(same);
});

import { describe, expect, it, test } from 'vitest';
import type { Declaration, Finding, Report } from '../../../src/model/index.js';
import { plainGate } from '../../../src/policy/index.js';
import { github } from '../../../src/reporters/github/index.js';
import { obeyedCommands } from '../../support/action-runner.js';
import { hostileReport } from '../../support/hostile-report.js';
import { packageOf } from '../../support/model-builders.js';
import {
  cleanReport,
  emptyReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

reporterContract(github);

/** Functions that mount one artifact with findings of packages `p0`, `p1` … */
function reportWith(
  findings: readonly Partial<Finding>[],
  places: readonly (Declaration | null)[] = [{ path: 'serverless.yml', line: 12 }],
): Report {
  const artifact = reportedArtifact('a', {
    packages: findings.map((_, at) => packageOf(`p${at}`, '1.0.0')),
    findings: findings.map((fields, at) =>
      upgradeOf(`p${at}`, '2.0.0', { id: `f${at}`, rule: `GHSA-${at}`, ...fields }),
    ),
  });
  const functions = places.map((declaredIn, at) => reportedFunction(`fn${at}`, [artifact], { declaredIn }));
  return reportOf(functions, [artifact]);
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split('\n').at(-1);
}

it('is a command for each package, where its function is declared, and a line for people', () => {
  expect(rendered(github, reportWith([{ severity: 'high', title: 'Bad: 100%' }]))).toMatch(
    /^::error file=serverless\.yml,line=12,title=p0 1\.0\.0%3A 1 advisory%2C high::GHSA-0: Bad: 100%25%0AIn fn0\.%0A[^\n]+\nstowaway: 1 function · 1 package · 1 high\n$/,
  );
});

describe('the place', () => {
  test.each<[readonly (Declaration | null)[], Readonly<Record<string, string>>]>([
    [[{ path: 'a/template.yaml', line: null }], { file: 'a/template.yaml' }],
    [[null], {}],
    [[null, { path: 'b.yml', line: 3 }], { file: 'b.yml', line: '3' }],
    [[{ path: '/home/me/b.yml', line: 3 }], {}],
    [[{ path: '../b.yml', line: 3 }], {}],
    [[{ path: String.raw`C:\b.yml`, line: 3 }], {}],
    [[{ path: '..b/c.yml', line: 3 }], { file: '..b/c.yml', line: '3' }],
  ])('of %j is %j', (places, expected) => {
    const [command] = obeyedCommands(rendered(github, reportWith([{}], places)));
    const { title, ...place } = command?.properties ?? {};
    expect(title).toContain('p0');
    expect(place).toEqual(expected);
  });
});

it('is named from the root of the repository', () => {
  const report = reportWith([{}], [{ path: '../infra/template.yaml', line: 1 }]);
  const fileIn = (folder: string): string | undefined =>
    obeyedCommands(rendered(github, report, { folder }))[0]?.properties['file'];
  expect([fileIn('services/pay'), fileIn('services'), fileIn('')]).toEqual([
    'services/infra/template.yaml',
    'infra/template.yaml',
    undefined,
  ]);
});

it('writes no more of a level than GitHub shows, the worst first, and counts the rest', () => {
  const findings = Array.from({ length: 25 }, (_, at) => ({
    severity: at === 20 ? ('critical' as const) : at % 2 ? ('low' as const) : ('high' as const),
  }));
  const commands = obeyedCommands(rendered(github, reportWith(findings)));
  const levels = commands.map(({ name }) => name);
  expect(levels.filter((level) => level === 'error')).toHaveLength(9);
  expect(levels.filter((level) => level === 'notice')).toHaveLength(10);
  expect(commands[0]?.properties['title']).toBe('p20 1.0.0: 1 advisory, critical');
  expect(commands.at(-1)?.message).toMatch(/^7 more annotations /);
});

it('warns of unseen code, and calls nothing clean then', () => {
  const report = cleanReport();
  const reasons = ['a.zip: one', 'two', 'three', 'four'];
  const text = rendered(github, { ...report, summary: { ...report.summary, complete: false, reasons } });
  expect(obeyedCommands(text)).toMatchObject([
    { name: 'warning', message: 'The scan is incomplete.\na.zip: one\ntwo\nthree\nand 1 more' },
  ]);
  expect(lastLine(text)).toMatch(/nothing found in what was seen · incomplete$/);
});

test.each([
  ['nothing found', cleanReport, / · nothing found$/],
  ['nothing there', emptyReport, /^stowaway: no function found, nothing was scanned$/],
])('%s is no annotation', (_, build, expected) => {
  const text = rendered(github, build());
  expect(obeyedCommands(text)).toEqual([]);
  expect(lastLine(text)).toMatch(expected);
});

test.each([
  [false, 1],
  [true, 0],
])('findings of a baseline are reported unless only new findings count (%s)', (newOnly, told) => {
  const report = reportWith([{ isNew: false }]);
  const options = { ...report.options, gate: { ...plainGate(), newOnly } };
  expect(obeyedCommands(rendered(github, { ...report, options }))).toHaveLength(told);
});

it.each([smallReport, hostileReport])('has a command on every line but the last (%o)', (build) => {
  const text = rendered(github, build());
  const commands = obeyedCommands(text);
  expect(commands.length).toBeGreaterThan(0);
  expect(commands).toHaveLength(text.trimEnd().split('\n').length - 1);
});

import { expect, test } from 'vitest';
import type { Finding, Report } from '../../../src/model/index.js';
import { csvField } from '../../../src/reporters/csv/csv-field.js';
import { csv } from '../../../src/reporters/csv/index.js';
import { packageOf } from '../../support/model-builders.js';
import { hostileReport } from '../../support/hostile-report.js';
import {
  cleanReport,
  hugeReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

/** Records as RFC 4180 reads them. */
function recordsOf(text: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\n') records.push([]);
  }
  return records.slice(0, -1);
}

/** Records by the names of their columns. */
function rowsOf(report: Report): Record<string, string>[] {
  const [names = [], ...records] = recordsOf(rendered(csv, report));
  return records.map((record) => Object.fromEntries(names.map((name, at) => [name, record[at] ?? ''])));
}

function reportWith(fields: Partial<Finding>): Report {
  const artifact = reportedArtifact('a', {
    packages: [packageOf('lodash', '4.17.20')],
    findings: [upgradeOf('lodash', '4.17.21', fields)],
  });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

reporterContract(csv);

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tx', "'\\u{9}x"],
  ['\r=x', "'\\u{d}=x"],
  [' =1', "' =1"],
])('%j is no formula', (value, shown) => {
  expect(csvField(value)).toBe(`"${shown}"`);
});

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['a;b', '"a;b"'],
  ['say "hi"', '"say ""hi"""'],
  ['', ''],
])('%j is written %j', (value, written) => {
  expect(csvField(value)).toBe(written);
});

test.each([
  ['small', smallReport],
  ['hostile', hostileReport],
  ['of 300 functions', () => hugeReport(300)],
])('every line of a report that is %s has every column, and none starts a formula', (_, build) => {
  const records = recordsOf(rendered(csv, build()));
  expect(records.length).toBeGreaterThan(5);
  expect(records.filter(({ length }) => length !== records[0]?.length)).toEqual([]);
  expect(records.flat().filter((field) => /^\s*[=+\-@]/.test(field))).toEqual([]);
});

test('a finding is a line of each function that mounts its artifact', () => {
  const rows = rowsOf(hugeReport(3)).filter(({ rule }) => rule === 'GHSA-layer-3');
  expect(rows.map((row) => row['function'])).toEqual(['fn-0', 'fn-1', 'fn-2']);
});

test('fingerprint and status are those that the function has, as in the JSON report', () => {
  const report = reportWith({});
  const [fn] = report.functions;
  const [reference] = fn?.findings ?? [];
  const suppression = { reason: 'why', owner: null, expires: null, source: 'stowaway.config.yaml' };
  const setAside = { ...report, functions: [{ ...fn, findings: [{ ...reference, suppression }] }] } as Report;
  const { fingerprint } = reference ?? {};
  expect(rowsOf(report)).toMatchObject([{ fingerprint, status: 'open' }]);
  expect(rowsOf(setAside)).toMatchObject([
    { fingerprint, status: 'suppressed', set_aside: 'why (stowaway.config.yaml)' },
  ]);
  expect(fingerprint).not.toBe(report.artifacts[0]?.findings[0]?.fingerprint);
});

test('a line shows the package, the version and what to do', () => {
  expect(rowsOf(reportWith({ title: '=cmd|x' }))).toEqual([
    expect.objectContaining({
      record: 'finding',
      function: 'fn',
      package: 'lodash',
      version: '4.17.20',
      fixed_in: '4.17.21',
      title: "'=cmd|x",
    }),
  ]);
});

test('unseen code has lines of its own', () => {
  const incomplete = rowsOf(smallReport()).filter(({ record }) => record === 'incomplete');
  expect(incomplete.map(({ title }) => title).join()).toContain('The entry is encrypted.');
  expect(rowsOf(cleanReport())).toEqual([]);
});

import { expect, it, test } from 'vitest';
import { ACTION_OUTPUTS, outputsOf } from '../../src/action/outputs.js';
import { verdictAnnotation } from '../../src/action/verdict.js';
import type { Report } from '../../src/model/index.js';
import { EXIT } from '../../src/policy/index.js';
import { hostileReport } from '../support/hostile-report.js';
import { cleanReport, emptyReport, hugeReport } from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';

const FILES = { reportDir: '/r', json: '/r/a.json', sarif: '/r/a.sarif', sbomDir: '', db: '/db' };

function outputs(report: Report): Record<string, string> {
  return Object.fromEntries(outputsOf(report, FILES, null)) as Record<string, string>;
}

it('has every output that action.yml declares, each of one line', () => {
  const values = outputs(hostileReport());
  expect(Object.keys(values).sort()).toEqual(ACTION_OUTPUTS.map(({ name }) => name).sort());
  expect(Object.values(values).filter((value) => value.includes('\n'))).toEqual([]);
});

test.each<[what: string, report: Report, expected: Record<string, string>]>([
  ['nothing', emptyReport(), { functions: '0', 'new-findings': '0', 'worst-severity': 'none' }],
  [
    'a clean report',
    cleanReport(),
    { functions: '3', 'functions-affected': '0', complete: 'true', 'worst-severity': 'none' },
  ],
  [
    'a bad one',
    smallReport(),
    {
      functions: '3',
      'functions-affected': '2',
      complete: 'false',
      'worst-severity': 'critical',
      'result-json': '/r/a.json',
    },
  ],
  ['many on one layer', hugeReport(30), { functions: '30', 'functions-affected': '30', compared: 'false' }],
])('of %s', (...[, report, expected]) => {
  expect(outputs(report)).toMatchObject(expected);
});

it('counts what is new where there is a baseline', () => {
  const report = smallReport();
  const newFindings = { critical: 0, high: 0, medium: 2, low: 1, unknown: 0 };
  const compared = { ...report, summary: { ...report.summary, newFindings } };
  expect(outputs(compared)).toMatchObject({ 'new-findings': '3', 'worst-severity': 'medium' });
});

it('does not call an interrupted scan complete', () => {
  const report = cleanReport();
  expect(outputs({ ...report, options: { ...report.options, finished: false } })['complete']).toBe('false');
});

test.each<[exitCode: number, words: RegExp]>([
  [EXIT.findings, /^Found: 1 critical.* Severity high or higher fails the job\.$/],
  [EXIT.incomplete, /^The scan is incomplete\.\n/],
  [EXIT.nothing, /^Nothing to scan/],
])('the verdict of exit code %i', (exitCode, words) => {
  expect(verdictAnnotation(smallReport(), exitCode)?.message).toMatch(words);
});

it('needs no verdict when nothing is wrong', () => {
  expect(verdictAnnotation(cleanReport(), EXIT.clean)).toBeNull();
});

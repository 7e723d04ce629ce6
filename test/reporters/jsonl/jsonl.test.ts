import { expect, test } from 'vitest';
import type { Report } from '../../../src/model/index.js';
import { jsonl } from '../../../src/reporters/jsonl/index.js';
import { hostileReport } from '../../support/hostile-report.js';
import { hugeReport } from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

interface Line {
  readonly record: string;
}

function linesOf(report: Report): Line[] {
  const lines = rendered(jsonl, report).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line) as Line);
}

/** The report, put together again from its lines. */
function joined(lines: readonly Line[]): unknown {
  const of = (wanted: string): object[] =>
    lines.filter(({ record }) => record === wanted).map(({ record: _, ...fields }) => fields);
  return { ...of('report')[0], artifacts: of('artifact'), functions: of('function') };
}

reporterContract(jsonl);

test.each([
  ['small', smallReport],
  ['hostile', hostileReport],
  ['of 30 functions', () => hugeReport(30)],
])('the lines of a report that is %s are the report', (_, build) => {
  const report = build();
  expect(JSON.stringify(joined(linesOf(report)))).toBe(
    JSON.stringify(joined(linesOf(structuredClone(report)))),
  );
  expect(joined(linesOf(report))).toEqual(JSON.parse(JSON.stringify(report)));
});

test('the report comes first, then every artifact, then every function', () => {
  const report = hugeReport(3);
  expect(linesOf(report).map(({ record }) => record)).toEqual([
    'report',
    ...report.artifacts.map(() => 'artifact'),
    ...report.functions.map(() => 'function'),
  ]);
});

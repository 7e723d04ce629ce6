import { expect, test } from 'vitest';
import { evidencePage } from '../../../src/audit/page/evidence-page.js';
import { controlRows } from '../../../src/audit/controls/control-rows.js';
import { composeRecord } from '../../../src/audit/compose-record.js';
import type { EvidenceRecord } from '../../../src/audit/record.js';
import { contentIn } from '../../support/content-in.js';
import { findingOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';

function recordOf(more: Partial<EvidenceRecord> = {}): EvidenceRecord {
  const hostile = findingOf({ title: '</script><script>alert(1)</script>' });
  const code = reportedArtifact('code', { findings: [hostile] });
  const report = reportOf([reportedFunction('orders', [code])], [code]);
  return { ...composeRecord(report, { basis: 'advisory data', sweep: null, sboms: new Map() }), ...more };
}

test('every list of the record has its part', () => {
  const { parts, title, over } = contentIn(evidencePage(recordOf()));
  expect(title).toBe('1 open findings in 1 functions');
  expect(over).toBe('Evidence for auditors: .serverless, 2026-03-02');
  expect(parts.map((part) => part.title)).toEqual([
    null,
    'Open findings by severity',
    'Scope and data',
    'Not seen',
    'Not covered or not decided',
    'Functions and their code',
    'Open findings',
    'Exceptions',
    'Accepted gaps',
    'Needed against granted permissions',
    'Trend',
    'PCI DSS 4.0.1',
    'SOC 2',
    'Serverless top ten (CSA, OWASP)',
    'How to check this folder',
  ]);
});

test('rows have a cell for each column', () => {
  const tables = contentIn(evidencePage(recordOf())).parts.filter((part) => part.kind === 'table');
  const uneven = tables.filter(({ rows, columns }) => rows.some((row) => row.length !== columns.length));
  expect(tables.length).toBe(10);
  expect(uneven).toEqual([]);
});

test('what was not seen is said first', () => {
  const gaps = [{ code: 'denied', where: 'orders', message: 'It was refused.' }];
  const { incomplete, title } = contentIn(evidencePage(recordOf({ complete: false, gaps })));
  expect(title).toMatch(/not everything was seen/);
  expect(incomplete?.reasons[0]).toMatch(/^1 parts/);
});

test('the trend of sweeps', () => {
  const point = {
    startedAt: '2026-03-01T00:00:00Z',
    complete: true,
    functions: 2,
    covered: 2,
    open: { high: 1 },
  };
  const trend = [
    { ...point, run: 1 },
    { ...point, run: 2, open: { high: 3 } },
  ];
  const { parts } = contentIn(evidencePage(recordOf({ trend })));
  const lines = parts.find((part) => part.kind === 'trend')?.lines ?? [];
  expect(lines.find(({ name }) => name === 'High')?.values).toEqual([1, 3]);
});

test('texts of others are text', () => {
  expect(evidencePage(recordOf())).not.toContain('<script>alert');
});

test('each requirement says what it does not answer', () => {
  const record = recordOf();
  const tables = contentIn(evidencePage(record)).parts.filter((part) => part.kind === 'table');
  const shown = tables.flatMap(({ rows }) => rows.map((cells) => cells.at(-1)));
  for (const { notAnswered } of controlRows(record)) expect(shown).toContain(notAnswered);
});

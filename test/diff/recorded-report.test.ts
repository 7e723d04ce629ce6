import { expect, it, test } from 'vitest';
import { compareReports, readRecordedReport } from '../../src/diff/index.js';
import { HOSTILE, hostileReport } from '../support/hostile-report.js';
import { smallReport } from '../support/small-report.js';

const SMALL = JSON.stringify(smallReport());

function changed(change: (report: Record<string, unknown>) => void): string {
  const report = JSON.parse(SMALL) as Record<string, unknown>;
  change(report);
  return JSON.stringify(report);
}

test.each([
  ['nothing', '', 'it is not JSON'],
  ['half a report', SMALL.slice(0, 5000), 'it is not JSON'],
  ['another document', '{"bomFormat":"CycloneDX"}', 'its schemaVersion is missing or wrong'],
  ['a list', '[]', 'it is another kind of document'],
  ['null', 'null', 'it is another kind of document'],
  ['a later schema', changed((report) => (report['schemaVersion'] = 2)), 'its schemaVersion is not 1'],
  [
    'a report of another tool',
    changed((report) => (report['tool'] = { name: 'x', version: '1' })),
    'its tool.name',
  ],
  ['a report without functions', changed((report) => delete report['functions']), 'its functions is missing'],
  [
    'a report with another kind of functions',
    changed((report) => (report['functions'] = [{ id: 1 }])),
    'its functions.0.id is missing or wrong',
  ],
  ['depth', '['.repeat(100_000), 'it is not JSON'],
])('%s is refused', (_, text, why) => {
  expect(() => readRecordedReport(text, 'a.json')).toThrow(
    expect.objectContaining({
      code: 'data',
      message: expect.stringContaining(`a.json cannot be compared`) as string,
    }),
  );
  expect(() => readRecordedReport(text, 'a.json')).toThrow(why);
});

it('takes a report that has more than it knows, and one from before there was more', () => {
  const more = changed((report) => (report['later'] = { x: 1 }));
  const less = SMALL.replaceAll(/,"(?:isNew|suppression)":null/g, '');
  expect(less.length).toBeLessThan(SMALL.length);
  const diff = compareReports(readRecordedReport(less, 'a'), readRecordedReport(more, 'b'));
  expect(diff.findings).toEqual([]);
});

it('a severity that it does not know is unknown', () => {
  const text = SMALL.replaceAll('"severity":"critical"', '"severity":"apocalyptic"');
  expect(readRecordedReport(text, 'a').artifacts[0]?.findings[0]?.severity).toBe('unknown');
});

it('hostile names are but names', () => {
  const hostile = { ...hostileReport(), schemaVersion: 1, tool: { name: 'stowaway', version: HOSTILE } };
  const report = readRecordedReport(JSON.stringify(hostile), 'a');
  expect(compareReports(report, report).findings).toEqual([]);
});

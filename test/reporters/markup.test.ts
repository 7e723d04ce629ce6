import { expect, test } from 'vitest';
import { escapedLines, fencedLines, namesInOrder, weaknessWords } from '../../src/reporters/markup.js';
import { HOSTILE, RAW_DANGER } from '../support/hostile-report.js';

test('lines of a text stay lines, long ones are broken at a space, and nothing is cut or hidden', () => {
  const long = `${'word '.repeat(200)}end`;
  expect(escapedLines(`\n# A\r\n\tb\n${long}\n`).slice(0, 2)).toEqual(['# A', '  b']);
  expect(escapedLines(long).join(' ')).toBe(long);
  expect(escapedLines('x'.repeat(1000)).join('')).toBe('x'.repeat(1000));
  expect(escapedLines(HOSTILE).join('\n')).not.toMatch(RAW_DANGER);
  expect(escapedLines('a\n'.repeat(5000)).length).toBeLessThan(300);
});

test.each([
  [['plain'], '```text\nplain\n```\n'],
  [['a ```` b'], '`````text\na ```` b\n`````\n'],
])('%j cannot leave its block', (lines, block) => {
  expect(fencedLines(lines)).toBe(block);
});

test('weaknesses are named, and ids stand CVE first, then GHSA', () => {
  const text = { rule: '', summary: '', details: '', references: [], credits: [] };
  const weaknesses = [
    { id: 'CWE-1', name: 'Bad' },
    { id: 'CWE-2', name: '' },
  ];
  expect(weaknessWords({ ...text, weaknesses })).toBe('CWE-1 (Bad), CWE-2');
  expect(namesInOrder('GHSA-1', ['PYSEC-1', 'CVE-1', 'GHSA-1'])).toEqual(['CVE-1', 'GHSA-1', 'PYSEC-1']);
});

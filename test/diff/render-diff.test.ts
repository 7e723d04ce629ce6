import { expect, it, test } from 'vitest';
import { diffJson, diffMarkdown, diffText, type ReportDiff } from '../../src/diff/index.js';
import { HOSTILE, RAW_DANGER } from '../support/hostile-report.js';
import { MOVED, NEW, OPEN, diffWith } from '../support/report-diffs.js';

const wholeText = (diff: ReportDiff): Iterable<string> => diffText(diff, Infinity);
const FORMATS = [wholeText, diffMarkdown, diffJson] as const;

function rendered(render: (diff: ReportDiff) => Iterable<string>, fields: Partial<ReportDiff>): string {
  return [...render(diffWith(fields))].join('');
}

it('is one line when nothing differs', () => {
  expect(rendered(wholeText, {})).toBe('no difference · 3 findings unchanged\n');
});

it('shows each change with its versions and places, and counts the functions it leaves out', () => {
  const lines = rendered(wholeText, {
    notes: ['The later scan is incomplete.'],
    findings: [NEW, MOVED],
    packages: [{ change: 'changed', name: 'npm:qs', from: ['1.0.0'], to: ['1.0.1'], functions: ['pay'] }],
    functions: { added: ['x'], removed: ['y'] },
  }).split('\n');
  expect(lines).toEqual([
    '1 new · 1 changed · 1 package changed · 3 findings unchanged',
    '! The later scan is incomplete.',
    '',
    'New',
    '  HIGH      qs 1.0.0  GHSA-1  A flaw  in pay',
    '',
    'Changed',
    '  HIGH → CRITICAL qs 1.0.0 → 1.0.1  GHSA-1  A flaw  in a, b, c, d and 2 more',
    '',
    'Packages',
    '  ~ qs 1.0.0 → 1.0.1  in pay',
    '',
    'Functions',
    '  + x',
    '  - y',
    '',
  ]);
});

it('shows many candidates by the first and the last', () => {
  const finding = { ...OPEN, versions: ['1.0.0 or 1.1.0 or 1.2.0'] };
  const before = { ...OPEN, versions: ['1.0.0 or 1.1.0'] };
  expect(rendered(wholeText, { findings: [{ ...MOVED, finding, before }] })).toContain(
    'qs 1.0.0 or 1.1.0 → 1.0.0–1.2.0  GHSA-1',
  );
});

it('breaks lines between words in a narrow terminal', () => {
  const title = 'A flaw that takes many more words than a narrow terminal has room for';
  const text = [...diffText(diffWith({ findings: [{ ...NEW, finding: { ...OPEN, title } }] }), 40)].join('');
  const lines = text.split('\n');
  expect(lines.filter(({ length }) => length > 40)).toEqual([]);
  expect(lines.filter((line) => line.startsWith('      '))).toHaveLength(3);
  expect(text.replaceAll(/\s+/g, ' ')).toContain(`qs 1.0.0 GHSA-1 ${title} in pay`);
});

/** A diff with a hostile string wherever scanned input has a say. */
function hostileDiff(): Partial<ReportDiff> {
  const name = `npm:${HOSTILE}`;
  const finding = { ...OPEN, rule: HOSTILE, title: HOSTILE, package: name, versions: [HOSTILE] };
  return {
    notes: [HOSTILE],
    findings: [{ change: 'new', finding, before: { ...finding, versions: [] }, functions: [HOSTILE] }],
    packages: [{ change: 'added', name, from: [], to: [HOSTILE], functions: [HOSTILE] }],
    functions: { added: [HOSTILE], removed: [HOSTILE] },
  };
}

test.each(FORMATS)('%o shows hostile names as text', (render) => {
  expect(rendered(render, hostileDiff())).not.toMatch(RAW_DANGER);
});

it('Markdown holds hostile names in code spans', () => {
  const outside = rendered(diffMarkdown, hostileDiff()).replaceAll(/`[^`\n]*`/g, '');
  expect(outside).not.toMatch(/<|evil|script/);
});

it('JSON loses nothing of hostile names', () => {
  expect((JSON.parse(rendered(diffJson, hostileDiff())) as ReportDiff).notes).toEqual([HOSTILE]);
});

it('Markdown stays below what GitHub takes', () => {
  const findings = Array.from({ length: 5000 }, () => NEW);
  const text = rendered(diffMarkdown, { findings });
  expect(text).toContain('and 4,800 more findings');
  expect(text.length).toBeLessThan(100_000);
});

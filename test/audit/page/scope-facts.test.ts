import { expect, test } from 'vitest';
import { dateWords, scopeFacts, verifyLines } from '../../../src/audit/page/scope-facts.js';
import type { EvidenceContext } from '../../../src/audit/compose-record.js';
import { composeRecord } from '../../../src/audit/compose-record.js';
import { reportOf } from '../../support/sample-report.js';

const DATA = {
  ecosystem: 'npm',
  source: 'starter',
  asOf: '2026-02-20T00:00:00Z',
  count: 5,
  starter: true,
  sha256: 'ab',
};
const CONTEXT: EvidenceContext = {
  basis: 'advisory data',
  sweep: null,
  signed: false,
  secondsPerArtifact: 60,
  sboms: new Map(),
};

function recordOf(more: Partial<EvidenceContext> = {}) {
  const report = reportOf([], []);
  return composeRecord({ ...report, data: { ...report.data, advisories: [DATA] } }, { ...CONTEXT, ...more });
}

function factsOf(more: Partial<EvidenceContext> = {}) {
  const part = scopeFacts(recordOf(more));
  return new Map(part.kind === 'facts' ? part.facts.map(([name, value]) => [name, [value].flat()]) : []);
}

test.each<[basis: EvidenceContext['basis'], label: string, age: RegExp, ageDays: number | null]>([
  ['advisory data', 'Data as of', /age on the day of the run not known/, null],
  ['SOURCE_DATE_EPOCH', 'Day of the run', /10 days old then/, 10],
  ['sweep', 'Swept on', /10 days old then/, 10],
])('a date says what it is the date of: %s', (...[basis, label, age, ageDays]) => {
  const facts = factsOf({ basis });
  expect(facts.has('Date')).toBe(false);
  expect(facts.get(label)?.[0]).toBe('2026-03-02');
  expect(facts.get('Advisory data')?.[0]).toMatch(age);
  expect(recordOf({ basis }).advisories[0]?.ageDays).toBe(ageDays);
  expect(dateWords(recordOf({ basis }))).toBe(`${label.toLowerCase()} 2026-03-02`);
});

test('data that is newer than the day has no age', () => {
  const record = recordOf({ basis: 'SOURCE_DATE_EPOCH' });
  const report = reportOf([], []);
  const later = { ...DATA, asOf: '2026-04-01T00:00:00Z' };
  const made = composeRecord(
    { ...report, data: { ...report.data, advisories: [later] } },
    { ...CONTEXT, basis: record.basis },
  );
  expect(made.advisories[0]?.ageDays).toBe(null);
});

test('the rule of age, the digest and the time limit are stated', () => {
  const facts = factsOf();
  expect(facts.get('Advisory data')?.join(' ')).toMatch(
    /more than 7 days old.*digest is that of the index.*db verify/,
  );
  expect(facts.get('Time limit')?.join(' ')).toMatch(/^60 seconds .* depends on time\.$/);
  expect(factsOf({ secondsPerArtifact: null }).get('Time limit')?.[0]).toMatch(/is not stored/);
});

test.each([
  [true, /^This folder was signed when it was made/],
  [false, /^This folder was not signed with a key when it was made/],
])('signed: %s', (signed, words) => {
  const part = verifyLines(recordOf({ signed }));
  const lines = part.kind === 'lines' ? part.lines : [];
  expect(lines[0]).toMatch(words);
  expect(lines[1]).toMatch(/^Digests alone prove nothing/);
});

test('what only a sweep looks at, and the starter, are not covered', () => {
  const whats = recordOf().notCovered.map(({ what, examples }) => [what.split(':')[0], examples] as const);
  expect(new Map(whats).get('The account')).toEqual([]);
  expect(whats.find(([what]) => what?.includes('only the starter'))?.[1]).toEqual(['npm']);
  const sweep = { run: 1, sweptBy: null, trend: [], firstSeen: new Map(), changes: null };
  const swept = recordOf({ basis: 'sweep', sweep }).notCovered.map(({ what }) => what);
  expect(swept.some((what) => what.startsWith('The account'))).toBe(false);
});

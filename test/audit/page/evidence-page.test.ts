import { expect, test } from 'vitest';
import { evidencePage } from '../../../src/audit/page/evidence-page.js';
import { controlRows } from '../../../src/audit/controls/control-rows.js';
import { composeRecord } from '../../../src/audit/compose-record.js';
import type { EvidenceRecord } from '../../../src/audit/record.js';
import { contentIn } from '../../support/content-in.js';
import { findingOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';

function recordOf(more: Partial<EvidenceRecord> = {}): EvidenceRecord {
  const hostile = findingOf({
    title: '</script><script>alert(1)</script>',
    rule: 'GHSA-jf85-cpcp-j695',
    aliases: ['SNYK-1', 'CVE-2019-10744'],
    score: 9.1,
    kev: true,
  });
  const code = reportedArtifact('code', { findings: [hostile] });
  const report = reportOf([reportedFunction('orders', [code])], [code]);
  return {
    ...composeRecord(report, {
      basis: 'advisory data',
      sweep: null,
      sboms: new Map(),
      signed: false,
      secondsPerArtifact: 60,
    }),
    ...more,
  };
}

function pageOf(record: EvidenceRecord): string {
  return [...evidencePage(record)].join('');
}

test('no text of our own is cut', () => {
  expect(JSON.stringify(contentIn(pageOf(recordOf())))).not.toContain(' more characters)');
});

test('every list of the record has its part', () => {
  const { parts, title, over } = contentIn(pageOf(recordOf()));
  expect(title).toBe('1 open finding in 1 function');
  expect(over).toBe('Evidence for auditors: .serverless, data as of 2026-03-02');
  expect(parts.map((part) => part.title)).toEqual([
    null,
    'Open findings by severity',
    'Scope and data',
    'Not seen',
    'Not covered or not decided',
    'Functions and their code',
    'Components',
    'Open findings',
    'Exceptions',
    'Accepted gaps',
    'Needed against granted permissions',
    'Changes and trend',
    'PCI DSS 4.0.1',
    'SOC 2',
    'Serverless risks (CSA: twelve; OWASP: ten)',
    'How to check this folder',
  ]);
});

test('rows have a cell for each column', () => {
  const tables = contentIn(pageOf(recordOf())).parts.filter((part) => part.kind === 'table');
  const uneven = tables.filter(({ rows, columns }) => rows.some((row) => row.length !== columns.length));
  expect(tables.length).toBe(11);
  expect(uneven).toEqual([]);
});

test('a finding has the ids that others know it by, and how bad they rate it', () => {
  const record = recordOf();
  expect(record.findings).toMatchObject([
    { rule: 'GHSA-jf85-cpcp-j695', aliases: ['CVE-2019-10744', 'SNYK-1'], score: 9.1, exploited: true },
  ]);
  const page = pageOf(record);
  expect(page).toContain('CVE-2019-10744, GHSA-jf85-cpcp-j695, SNYK-1');
  expect(page).toContain('CVSS 9.1, known to be exploited (CISA)');
});

test('what was not seen is said first', () => {
  const gaps = [{ code: 'denied', where: 'orders', message: 'It was refused.', missing: 'All.' }];
  const { incomplete, title } = contentIn(pageOf(recordOf({ complete: false, gaps })));
  expect(title).toMatch(/not everything was seen/);
  expect(incomplete?.reasons[0]).toMatch(/^1 gap: a part was not read/);
});

const POINT = {
  startedAt: '2026-03-01T00:00:00Z',
  complete: true,
  functions: 2,
  covered: 2,
  open: { high: 1 },
};
const TREND = [
  { ...POINT, run: 1 },
  { ...POINT, run: 2, open: { high: 3 } },
];

test('the trend of sweeps', () => {
  const { parts } = contentIn(pageOf(recordOf({ trend: TREND })));
  const lines = parts.find((part) => part.kind === 'trend')?.lines ?? [];
  expect(lines.find(({ name }) => name === 'High')?.values).toEqual([1, 3]);
});

test('what changed since the sweep before', () => {
  const change = {
    change: 'fixed',
    severity: 'high',
    kind: 'advisory',
    rule: 'GHSA-1',
    title: 'Prototype pollution in lodash',
    subject: 'pkg:npm/lodash@4.17.11',
    function: 'orders (123456789012 eu-west-1)',
  } as const;
  const found = (changes: EvidenceRecord['changes']) =>
    contentIn(pageOf(recordOf({ changes, trend: TREND }))).parts.find(({ title }) =>
      title?.startsWith('Changes since'),
    );
  expect(found(null)).toBeUndefined();
  expect(found([])).toMatchObject({ rows: [], none: 'No finding came or went since the sweep before.' });
  expect(found([change])).toMatchObject({
    rows: [['fixed', 'high', [change.title, 'advisory: GHSA-1'], change.subject, change.function]],
  });
});

test('packages are named until the page would be too long', () => {
  const row = {
    artifact: 'a.zip',
    sha256: 'ab',
    functions: ['orders'],
    packages: ['lodash 4.17.11'],
    complete: true,
    examined: ['secret'] as const,
  };
  const large = {
    ...row,
    artifact: 'b.zip',
    packages: Array.from({ length: 20_000 }, (_, at) => `p${at} 1.0.0`),
  };
  const { parts } = contentIn(pageOf(recordOf({ components: [row, large] })));
  const [small, cut] = parts.flatMap((part) =>
    part.kind === 'table' && part.title === 'Components' ? part.rows : [],
  );
  expect(small).toEqual([['a.zip', 'sha256 ab'], ['orders'], 'yes', 1, ['lodash 4.17.11']]);
  expect(cut?.slice(3)).toEqual([20_000, 'Too many for this page: evidence.json names them.']);
});

test('what was accepted unseen does not count as read', () => {
  const [first] = recordOf().functions;
  const gap = { code: 'encrypted', where: 'a.zip', message: 'It is encrypted.', missing: 'All.' };
  const rule = { reason: 'Known.', owner: null, expires: null, source: 'stowaway.config.yaml' };
  const functions = first ? [{ ...first, acceptedGaps: 1 }] : [];
  const { parts } = contentIn(pageOf(recordOf({ functions, acceptedGaps: [{ ...gap, ...rule }] })));
  const tables = new Map(parts.flatMap((part) => (part.kind === 'table' ? [[part.title, part]] : [])));
  expect(tables.get('Functions and their code')?.rows[0]).toContain('except for 1 accepted gap');
  expect(tables.get('Not seen')?.none).toMatch(/^All that was not seen is accepted/);
});

test('a sweep does not say that it had no rules', () => {
  const { scope } = recordOf();
  const swept = recordOf({ signatures: null, scope: { ...scope, kind: 'sweep', sweep: 3 } });
  const facts = contentIn(pageOf(swept)).parts.flatMap((part) => (part.kind === 'facts' ? part.facts : []));
  expect(new Map(facts).get('Rules for malware and secrets')).toMatch(/^the store does not say/);
});

test('texts of others are text', () => {
  expect(pageOf(recordOf())).not.toContain('<script>alert');
});

test('each requirement says what it does not answer', () => {
  const record = recordOf();
  const tables = contentIn(pageOf(record)).parts.filter((part) => part.kind === 'table');
  const shown = tables.flatMap(({ rows }) => rows.map((cells) => cells.at(-1)));
  for (const { notAnswered } of controlRows(record)) expect(shown).toContain(notAnswered);
});

function rowsOf(record: EvidenceRecord, title: string) {
  const part = contentIn(pageOf(record)).parts.find((one) => one.title === title);
  return part?.kind === 'table' ? part.rows.map((cells) => cells.map(String)) : [];
}

test('who can start a function is shown with what says so, and beside its findings', () => {
  const record = recordOf();
  const functions = record.functions.map((fn) => ({
    ...fn,
    exposure: 'public' as const,
    startedBy: ['http GET /a: anybody may call it'],
  }));
  const findings = record.findings.map((one) => ({
    ...one,
    loaded: 'call' as const,
    exposure: 'public' as const,
  }));
  expect(rowsOf({ ...record, functions }, 'Functions and their code')[0]).toContain(
    'public,http GET /a: anybody may call it',
  );
  expect(rowsOf({ ...record, findings }, 'Open findings')[0]).toEqual(
    expect.arrayContaining(['when called', 'public']),
  );
});

test.each([
  [true, '3 actions,may be needed:,s3:* on *'],
  [false, '3 actions,s3:* on *'],
])('what may be needed is not called needless: %s', (atLeast, words) => {
  const row = {
    function: 'orders',
    role: null,
    needed: [],
    granted: ['s3:* on *'],
    lacked: [],
    excessActions: 3,
    excess: ['s3:* on *'],
    atLeast,
    doubts: [],
  };
  expect(rowsOf(recordOf({ permissions: [row] }), 'Needed against granted permissions')[0]).toContain(words);
});

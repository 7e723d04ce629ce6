import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import type { Finding, Report } from '../../../src/model/index.js';
import { markdown } from '../../../src/reporters/markdown/index.js';
import { codeSpan } from '../../../src/reporters/markup.js';
import { hostileReport } from '../../support/hostile-report.js';
import { findingOf, packageOf } from '../../support/model-builders.js';
import { lodashReport } from '../../support/report-lines.js';
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

/** As GitHub reads it; HTML that stands in it is kept, so that a test sees it. */
function htmlOf(text: string): string {
  return micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

function tagsIn(html: string): Set<string> {
  return new Set([...html.matchAll(/<\/?([a-z!][\w-]*)/gi)].map(([, name]) => name?.toLowerCase() ?? ''));
}

function reportWith(fields: Partial<Finding>): Report {
  const artifact = reportedArtifact('a', {
    packages: [packageOf('lodash', '4.17.20')],
    findings: [upgradeOf('lodash', '4.17.21', fields)],
  });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

reporterContract(markdown);

test.each([
  ['a`b', '`a\\u{60}b`'],
  ['a|b', '`a\\u{7c}b`'],
  ['', '` `'],
  ['<img src=x>', '`<img src=x>`'],
  ['line\nline', '`line\\u{a}line`'],
])('%j is shown as %s', (text, shown) => {
  expect(codeSpan(text)).toBe(shown);
});

test.each([
  '<img src=x onerror=alert(1)>',
  '</details><script>alert(1)</script>',
  '[click](https://evil.example.invalid)',
  '@everyone #1 ![x](https://evil.example.invalid/p.png)',
  '` <b>x</b> `',
  '| a | b |',
  '\\',
  '$\\href{javascript:alert(1)}{x}$',
])('%j as title of a finding makes neither markup nor a cell', (title) => {
  const html = htmlOf(rendered(markdown, reportWith({ title })));
  expect(html).not.toMatch(/<img|<script|<b>|href="(?!https:\/\/[\w.]*osv)/);
  expect(html.match(/<td/g)).toHaveLength(4);
});

test('the first steps are a list of commands', () => {
  expect(rendered(markdown, lodashReport([upgradeOf('lodash', '4.17.21')], { direct: true }))).toContain(
    '\n1. `npm install lodash@4.17.21`: `upgrade lodash 4.17.4 → 4.17.21`, clears 1\n',
  );
});

test('a hostile report has no HTML except by Markdown', () => {
  const html = htmlOf(rendered(markdown, hostileReport()));
  const ours =
    'h2 h3 h4 pre p table thead tbody tr th td code ol ul li strong a em hr blockquote details summary'.split(
      ' ',
    );
  expect([...tagsIn(html)].filter((tag) => !ours.includes(tag))).toEqual([]);
  expect(html).toContain('evil');
});

test('a row shows severity, package, advisory and what to do', () => {
  const text = rendered(
    markdown,
    reportWith({ rule: 'GHSA-x', title: 'Prototype pollution', severity: 'high' }),
  );
  expect(text).toMatch(
    /\| high \| `lodash 4\.17\.20` \| \S*`GHSA-x`\S*: `Prototype pollution` \| `.*4\.17\.21.*` \|/,
  );
});

test('an incomplete answer opens with a warning', () => {
  const text = rendered(markdown, smallReport());
  expect(text.indexOf('Incomplete')).toBeGreaterThan(0);
  expect(text.indexOf('Incomplete')).toBeLessThan(text.indexOf('###'));
  expect(rendered(markdown, cleanReport())).toContain('nothing found');
  expect(rendered(markdown, cleanReport())).not.toContain('Incomplete');
});

/** Every function has its own package and findings, so that no two share a row. */
function wideReport(count: number): Report {
  const artifacts = Array.from({ length: count }, (_, at) =>
    reportedArtifact(`a${at}`, {
      packages: [packageOf(`p${at}`, '1.0.0')],
      findings: [upgradeOf(`p${at}`, '2.0.0', { severity: 'critical', title: 'x'.repeat(300) })],
    }),
  );
  return reportOf(
    artifacts.map((artifact, at) => reportedFunction(`fn-${at}`, [artifact])),
    artifacts,
  );
}

test('a rule that expired is reported below the headline, as code', () => {
  const note = {
    code: 'stale',
    path: 'a.yaml',
    message: 'The rule <b> ran out.',
    affectsCompleteness: false,
  } as const;
  const text = rendered(markdown, { ...cleanReport(), problems: [note] });
  expect(text).toContain('> [!NOTE]\n> - `a.yaml: The rule <b> ran out.`');
  expect(htmlOf(text)).not.toContain('<b>');
});

test('a question that the user can answer is reported, as code', () => {
  const question = {
    code: 'unresolved',
    path: 'vendor/x/package.json',
    message: 'Is <b> yours?',
    affectsCompleteness: false,
    isQuestion: true,
  } as const;
  const artifact = reportedArtifact('a', { problems: [question] });
  const text = rendered(markdown, reportOf([reportedFunction('fn', [artifact])], [artifact]));
  expect(text).toContain('- **Question:** `Is <b> yours?`');
  expect(htmlOf(text)).not.toContain('<b>');
});

test('rows without room are counted, and the text stays below the limit of GitHub', () => {
  const text = rendered(markdown, wideReport(3000));
  expect(Buffer.byteLength(text)).toBeLessThan(900_500);
  const shown = text.match(/^### /gm)?.length ?? 0;
  expect(shown).toBeGreaterThan(500);
  expect(text).toContain(`No room here for ${(3000 - shown).toLocaleString('en-US')} more sections`);
});

test('functions on one layer are reported once', () => {
  expect(rendered(markdown, hugeReport(300)).match(/`GHSA-layer-3`/g)).toHaveLength(1);
});

test('findings that are new to the baseline are marked', () => {
  const report = reportWith({ isNew: true });
  const none = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  const compared = (newFindings: Report['summary']['newFindings']): string =>
    rendered(markdown, { ...report, summary: { ...report.summary, newFindings } });
  expect(compared({ ...none, high: 1 })).toMatch(/1 high \(new: 1 high\)[^]*\| high, \*\*new\*\* \|/);
  expect(compared(none)).toContain('(nothing new)');
});

test('packages without a known licence are one line', () => {
  const packages = ['a', 'b', 'c'].map((name) => packageOf(name, '1.0.0'));
  const findings = packages.map(({ id }) =>
    findingOf({ id, kind: 'configuration', rule: 'license-unknown', package: id }),
  );
  const artifact = reportedArtifact('a', { packages, findings });
  const output = rendered(markdown, reportOf([reportedFunction('fn', [artifact])], [artifact]));
  expect(output).toContain('- Unknown: `no licence is known of 3 packages: a, b, c`');
  expect(output).not.toContain('license-unknown');
});

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { FunctionReport, Report } from '../../../src/model/index.js';
import { html } from '../../../src/reporters/html/index.js';
import type { PageData } from '../../../src/reporters/html/page-data.js';
import { PAGE } from '../../../src/reporters/html/page.js';
import { HOSTILE, hostileReport } from '../../support/hostile-report.js';
import { packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

reporterContract(html);

const DATA = '<script type="application/json" id="data" data-shows="report">';

function dataText(report: Report): string {
  const page = rendered(html, report);
  const start = page.indexOf(DATA) + DATA.length;
  return page.slice(start, page.indexOf('</script>', start));
}

function dataOf(report: Report): PageData {
  return JSON.parse(dataText(report)) as PageData;
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('the policy allows the one script and the one style sheet of the page, and nothing else', () => {
  const [, policy = ''] =
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(rendered(html, smallReport())) ?? [];
  const directives = policy.split('; ');
  expect(directives).toContain("default-src 'none'");
  expect(directives).toContain(`script-src ${hashSource(PAGE.script)}`);
  expect(directives).toContain(`style-src ${hashSource(PAGE.style)}`);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('a hostile report opens no element and ends none', () => {
  const tags = (page: string): string[] => page.replace(PAGE.script, '').match(/<[!/a-z][^\s>]*/gi) ?? [];
  expect(tags(rendered(html, hostileReport()))).toEqual(tags(rendered(html, smallReport())));
  expect(dataText(hostileReport())).not.toContain('<');
});

test('hostile text is in the data, made visible', () => {
  const { strings } = dataOf(hostileReport());
  expect(HOSTILE).toContain('</script>');
  expect(strings.filter((text) => text.includes('evil'))).not.toEqual([]);
  expect(strings.filter((text) => text.includes('evil') && !text.includes('\\u{202e}evil\\u{2066}'))).toEqual(
    [],
  );
});

test('a name of 10,000 characters is cut, and the cut is marked', () => {
  const artifact = reportedArtifact('a', { packages: [packageOf('x'.repeat(10_000), '1.0.0')] });
  const { strings } = dataOf(reportOf([reportedFunction('fn', [artifact])], [artifact]));
  expect(strings.some((text) => text.startsWith('xxx') && text.endsWith('(9600 more characters)'))).toBe(
    true,
  );
  expect(Math.max(...strings.map(({ length }) => length))).toBeLessThan(500);
});

test('no string is stored twice', () => {
  const { strings, lists } = dataOf(smallReport());
  expect(new Set(strings).size).toBe(strings.length);
  expect(new Set(lists.map(String)).size).toBe(lists.length);
});

/** A function that mounts one artifact with two findings, one of which the function sees in its own way. */
function reportWith(change: Partial<Exclude<FunctionReport['findings'][number], { kind: unknown }>>): Report {
  const artifact = reportedArtifact('a', {
    packages: [packageOf('lodash', '4.17.20')],
    findings: ['r1', 'r2'].map((rule) => upgradeOf('lodash', '4.17.21', { rule, id: rule })),
  });
  const fn = reportedFunction('fn', [artifact]);
  const [first, ...others] = fn.findings;
  const findings = first && !('kind' in first) ? [{ ...first, ...change }, ...others] : [];
  return reportOf([{ ...fn, findings }], [artifact]);
}

const SUPPRESSION = { reason: 'accepted', owner: null, expires: null, source: 'stowaway.config.json' };

test.each([
  ['all findings of all mounts are not listed again', {}, null],
  ['a finding that is new in a function is', { isNew: true }, [1, -1]],
  ['one that is set aside in it, too', { suppression: SUPPRESSION }, [-1, -1]],
])('%s', (_, change, expected) => {
  const [fn] = dataOf(reportWith(change)).functions;
  expect(fn?.mountedFindings?.map(([, , isNew]) => isNew) ?? null).toEqual(expected);
});

test('a problem that hides a package is shown by its place in the report', () => {
  const { artifacts, functions } = dataOf(smallReport());
  const [view] = functions[1]?.views ?? [];
  expect(view).toEqual([2, 0, -1, 1, 0]);
  expect(artifacts[2]?.packages).toHaveLength(1);
});

test('without scripts the page still shows whether all was seen', () => {
  expect(rendered(html, smallReport())).toMatch(/<noscript>[^<]*3 functions, INCOMPLETE/);
});

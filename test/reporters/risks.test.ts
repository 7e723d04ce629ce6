import { describe, expect, it, test } from 'vitest';
import type { Report } from '../../src/model/index.js';
import { csv } from '../../src/reporters/csv/index.js';
import { html } from '../../src/reporters/html/index.js';
import type { PageData } from '../../src/reporters/html/page-data.js';
import { junit } from '../../src/reporters/junit/index.js';
import { markdown } from '../../src/reporters/markdown/index.js';
import { compareRisk } from '../../src/policy/index.js';
import { worstRisk } from '../../src/reporters/risks.js';
import { sarif } from '../../src/reporters/sarif/index.js';
import { text } from '../../src/reporters/text/index.js';
import { findingOf, packageOf } from '../support/model-builders.js';
import { PACKAGES, publicReport } from '../support/public-report.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { rendered } from './contract.js';

/** Packages in the order in which a text first names them after a mark. */
function order(output: string, mark = ''): string[] {
  const from = output.indexOf(mark);
  const names = PACKAGES.map(([name]) => name);
  return names.toSorted((a, b) => output.indexOf(a, from) - output.indexOf(b, from));
}

const ORDER = ['loaded', 'who-knows', 'never-loaded'];
/** Of one rule: the results, without the rules before them. */
const RESULTS = '"results":';

describe('what anybody may start and the function loads comes first, what it does not load last, and is still there', () => {
  it.each([
    ['text', () => rendered(text, publicReport(), { verbose: true }), 'LOW'],
    ['Markdown', () => rendered(markdown, publicReport()), '| --- |'],
    ['CSV', () => rendered(csv, publicReport()), ''],
    ['SARIF', () => rendered(sarif, publicReport()), RESULTS],
    ['JUnit', () => rendered(junit, publicReport()), ''],
  ])('%s', (_, render, mark) => {
    const output = render();
    expect(order(output, mark)).toEqual(ORDER);
    expect(output).toContain('never-loaded');
  });
});

test('SARIF ranks fall in the order of its results', () => {
  const log = JSON.parse(rendered(sarif, publicReport())) as { runs: [{ results: { rank?: number }[] }] };
  const ranks = log.runs[0].results.flatMap(({ rank }) => rank ?? []);
  expect(ranks).toHaveLength(3);
  expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
});

function pageData(report: Report): PageData {
  const page = rendered(html, report);
  const [, data = ''] = /<script type="application\/json" id="data"[^>]*>([^]*?)<\/script>/.exec(page) ?? [];
  return JSON.parse(data) as PageData;
}

test('HTML has the place of each finding', () => {
  const { artifacts, strings } = pageData(publicReport());
  const ranked = artifacts.flatMap(({ findings, packages }) =>
    findings.map((row) => ({ name: strings[packages[row[1]]?.[0] ?? -1], rank: row[13] })),
  );
  expect(ranked.toSorted((a, b) => b.rank - a.rank).map(({ name }) => name)).toEqual(ORDER);
});

test('HTML has the place of each function, which is that of its worst finding', () => {
  const report = publicReport();
  const [fn] = report.functions;
  if (!fn) throw new Error('no function');
  const unknown = { ...fn, id: 'unknown', packages: [], exposure: null };
  const aside = { ...fn, id: 'aside', findings: [] };
  const { functions } = pageData({ ...report, functions: [aside, unknown, fn] });
  const [none = 0, middle = 0, open = 0] = functions.map(({ rank }) => rank);
  expect(none).toBe(-1);
  expect(open).toBeGreaterThan(middle);
});

test('HTML has how many findings are only possible', () => {
  const report = publicReport();
  const artifacts = report.artifacts.map((artifact) => ({
    ...artifact,
    findings: artifact.findings.map((finding) => ({
      ...finding,
      certainty: finding.id === 'who-knows' ? ('possible' as const) : finding.certainty,
    })),
  }));
  const { head } = pageData({ ...report, artifacts });
  expect(head.possible).toEqual({ critical: 0, high: 1, medium: 0, low: 0, unknown: 0 });
});

const SENTENCE = 'public: http GET / → loads loaded 1.0.0 at start';
test.each([
  ['text', text],
  ['Markdown', markdown],
  ['SARIF', sarif],
] as const)('%s says why the first one stands there', (_, reporter) => {
  expect(rendered(reporter, publicReport())).toContain(SENTENCE);
});

test.each([
  ['text', text],
  ['Markdown', markdown],
] as const)('%s says who can start the function', (_, reporter) => {
  expect(rendered(reporter, publicReport())).toMatch(
    /started by:? +`?public: http GET \/: anybody may call it: AuthType NONE/i,
  );
});

test('CSV has exposure, loading and rank of each line', () => {
  const lines = rendered(csv, publicReport()).trimEnd().split('\n');
  expect(lines[0]).toMatch(/,exposure,loaded,rank$/);
  const ends = lines.filter((line) => line.startsWith('finding')).map((line) => line.split(',').slice(-3));
  expect(ends.map(([exposure, loaded]) => [exposure, loaded])).toEqual([
    ['public', 'yes'],
    ['public', ''],
    ['public', 'no'],
  ]);
});

test('of several functions the one counts where the finding is the worst', () => {
  const found = packageOf('a', '1.0.0');
  const artifact = reportedArtifact('code', { packages: [found] });
  const view = { artifact: 'code', id: found.id, when: null, via: [], shadowedBy: null };
  const inside = { ...reportedFunction('inside', [artifact]), packages: [{ ...view, reachable: false }] };
  const outside = { ...reportedFunction('outside', [artifact]), packages: [{ ...view, reachable: true }] };
  const finding = findingOf({ package: found.id });
  expect(worstRisk(finding, artifact, [inside, outside])).toMatchObject({
    reachable: true,
    fn: { name: 'outside' },
  });
  expect(worstRisk(finding, artifact, [])).toMatchObject({ reachable: null, fn: null });
  const shadowed = { ...inside, packages: [{ ...view, reachable: true, shadowedBy: 'layer#b' }] };
  expect(worstRisk(finding, artifact, [shadowed])).toMatchObject({ reachable: false });
});

test('code that a program does not hold stands as what is not loaded, in a line of its own', () => {
  const found = packageOf('golang.org/x/net', 'v0.7.0', { ecosystem: 'Go' });
  const finding = findingOf({ package: found.id, severity: 'high' });
  const missing = {
    ...finding,
    id: 'other',
    rule: 'GHSA-other',
    notLinked: ['golang.org/x/net/html.Render'],
  };
  const artifact = reportedArtifact('a', { packages: [found], findings: [missing, finding] });
  const fn = reportedFunction('fn', [artifact]);
  expect(worstRisk(missing, artifact, [fn]).reachable).toBe(false);
  expect(worstRisk(finding, artifact, [fn]).reachable).toBeNull();
  const lines = rendered(text, reportOf([fn], [artifact]), { verbose: true }).split('\n');
  const shown = lines.filter((line) => line.includes('golang.org/x/net v0.7.0') && line.includes('HIGH'));
  expect(shown.map((line) => line.includes('not linked: golang.org/x/net/html.Render'))).toEqual([
    false,
    true,
  ]);
});

test('an injection, which was followed from the handler, counts as reached: it stands above advisories of lower severity', () => {
  const found = packageOf('a', '1.0.0');
  const artifact = reportedArtifact('code', { packages: [found] });
  const view = { artifact: 'code', id: found.id, when: null, via: [], shadowedBy: null, reachable: true };
  const fn = { ...reportedFunction('fn', [artifact]), packages: [view] };
  const injection = worstRisk(
    findingOf({ kind: 'injection', severity: 'critical', package: null }),
    artifact,
    [fn],
  );
  const advisory = worstRisk(findingOf({ package: found.id, severity: 'high' }), artifact, [fn]);
  expect(compareRisk(injection, advisory)).toBeLessThan(0);
});

import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/reporters/display-width.js';
import { text } from '../../../src/reporters/text/index.js';
import { hostileReport, RAW_DANGER } from '../../support/hostile-report.js';
import { packageOf } from '../../support/model-builders.js';
import {
  cleanReport,
  hugeReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from '../../support/sample-report.js';
import { lineWith, lodashReport } from '../../support/report-lines.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

reporterContract(text);

test('a clean, complete scan is two lines', () => {
  const lines = rendered(text, cleanReport()).trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain('3 functions · 3 packages · nothing found');
  expect(lines[1]).toContain('npm 2 h old');
});

test('what Lambda calls CodeSha256 is shown on request', () => {
  const artifact = reportedArtifact('a', { path: 'out/pay.zip', codeSha256: 'abc=' });
  const report = reportOf([reportedFunction('pay', [artifact])], [artifact]);
  expect(rendered(text, report, { verbose: true })).toMatch(/digest +pay\.zip: CodeSha256 abc=/);
  expect(rendered(text, report)).not.toContain('CodeSha256');
});

describe('worst first', () => {
  const output = rendered(text, smallReport());

  test('functions: malware, then medium, then the one that could not be read', () => {
    const places = ['screen-cv', 'store-candidate', 'parse-attachment'].map((name) =>
      output.indexOf(`  ${name}  `),
    );
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place >= 0)).toBe(true);
  });

  test('lines: malware of whatever severity before the rest', () => {
    const malware = upgradeOf('lodash', '5', { id: 'm', kind: 'malware', rule: 'MAL-1', severity: 'low' });
    const lines = rendered(text, lodashReport([upgradeOf('lodash', '5', { severity: 'critical' }), malware]));
    expect(lines.indexOf('MAL-1')).toBeGreaterThan(0);
    expect(lines.indexOf('MAL-1')).toBeLessThan(lines.indexOf('CRITICAL'));
  });
});

test('a package is one line, with its advisories counted, its origin and its fix', () => {
  const line = lineWith(smallReport(), 'jsonwebtoken');
  expect(line.split(/ {2,}/).slice(1)).toEqual([
    'HIGH',
    'jsonwebtoken 8.5.1',
    '3 advisories, worst 8.1',
    'direct',
    'fixed in 9.0.2',
  ]);
});

describe('findings other than advisories', () => {
  const seen = { path: 'a.js', line: 1, detail: 'eval(x)' };

  test('only a release that is known by its version is called malicious; what a rule found has its title', () => {
    const malware = { kind: 'malware' as const, id: 'm', title: 'Runs what it downloads' };
    const known = rendered(text, lodashReport([upgradeOf('lodash', '5', malware)]));
    expect(known).toContain('malicious release (');
    const judged = rendered(text, lodashReport([upgradeOf('lodash', '5', { ...malware, evidence: [seen] })]));
    expect(judged).not.toContain('malicious release');
    expect(judged).toContain('Runs what it downloads');
    expect(judged).toContain('found in a.js:1 (eval(x))');
  });

  test('and is in no file has its title once, and no empty path', () => {
    const evidence = [{ ...seen, path: '', detail: 'X is set' }];
    const hook = {
      kind: 'hook' as const,
      package: null,
      title: 'X makes it load Y',
      locations: [],
      evidence,
    };
    const output = rendered(text, lodashReport([upgradeOf('lodash', '5', hook)]));
    expect(output.split('X makes it load Y')).toHaveLength(2);
    expect(output).toContain('found: X is set');
  });
});

test('a set of versions shows what is certain and through which package it came', () => {
  const line = lineWith(smallReport(), 'lodash 4.17.12–4.17.15');
  expect(line).toContain('2 certain, 1 possible');
  expect(line).toContain('via cheerio 0.22.0');
});

test('a finding that is only possible has a question mark and that word', () => {
  const line = lineWith(lodashReport([upgradeOf('lodash', '5', { certainty: 'possible' })]), 'lodash');
  expect(line).toContain('HIGH?');
  expect(line).toContain('possibly 1 advisory');
});

test('an unknown version is a question, not a verdict', () => {
  const report = lodashReport([upgradeOf('lodash', '5', { certainty: 'possible' })], {
    versionState: 'unknown',
    version: null,
  });
  expect(lineWith(report, 'HIGH?')).toContain('lodash of unknown version  is it affected? 1 advisory');
});

test.each([
  ['no fix', { remediation: null }, 'no fix known'],
  ['missing ranges', { rangesComplete: false }, 'more versions may be affected'],
  ['exploitation', { kev: true }, 'exploited in the wild'],
])('%s is shown in the line', (_, fields, words) => {
  expect(lineWith(lodashReport([upgradeOf('lodash', '5', fields)]), 'HIGH')).toContain(words);
});

test.each([
  [
    'their paths',
    ['node_modules/lodash', 'node_modules/x/lodash'],
    ': node_modules/lodash, node_modules/x/lodash',
  ],
  ['the file that they are in', ['index.js', 'index.js'], ' in index.js'],
])('copies of a package are one line with %s', (_, paths, words) => {
  const packages = paths.map((path, at) =>
    packageOf('lodash', '4.17.4', { id: `lodash#${at}`, locations: [{ path }] }),
  );
  const findings = packages.map(({ id }, at) => upgradeOf('lodash', '5', { id: `${at}`, package: id }));
  const artifact = reportedArtifact('a', { packages, findings });
  const line = lineWith(reportOf([reportedFunction('fn', [artifact])], [artifact]), 'lodash');
  expect(line).toContain(`1 advisory`);
  expect(line).toContain(`2 copies${words}`);
});

test('a shadowed package of a layer is shown as not loaded', () => {
  expect(lineWith(smallReport(), 'minimist 1.2.0')).toContain(
    'shadowed by minimist 1.2.8 in store-candidate.zip: not loaded',
  );
});

test('small findings fold, and --verbose opens them', () => {
  expect(rendered(text, smallReport())).toContain('2 medium, 4 low in 6 more packages');
  expect(rendered(text, smallReport())).not.toContain('minimatch 1.0.0  ');
  expect(rendered(text, smallReport(), { verbose: true })).toContain('minimatch 1.0.0  ');
});

test('serious findings never fold, however many', () => {
  const packages = Array.from({ length: 30 }, (_, at) => packageOf(`p${at}`, '1.0.0'));
  const findings = packages.map(({ name }, at) => upgradeOf(name, '2.0.0', { id: `${at}` }));
  const artifact = reportedArtifact('a', { packages, findings });
  const output = rendered(text, reportOf([reportedFunction('fn', [artifact])], [artifact]));
  expect(output.match(/HIGH/g)).toHaveLength(30);
});

test('--verbose shows every advisory, its evidence and the packages', () => {
  const output = rendered(text, smallReport(), { verbose: true });
  const rules = smallReport().artifacts.flatMap(({ findings }) => findings.map(({ rule }) => rule));
  expect(rules.filter((rule) => !output.includes(rule))).toEqual([]);
  expect(output).toContain('seen: fingerprint index.mjs (38 of 41 functions)');
  expect(output).toContain('axios 1.14.1 (bundled) · plain-crypto-js');
});

test('why a function is incomplete is always there', () => {
  expect(lineWith(smallReport(), 'incomplete  ')).toContain('secrets.bin: The entry is encrypted.');
  expect(lineWith(smallReport(), '3 functions ·')).toContain('1 function incomplete');
});

test('a layer of 3,000 functions is reported once', () => {
  const output = rendered(text, hugeReport(3000));
  expect(output.match(/layered-3 1\.0\.0/g)).toHaveLength(1);
  expect(output).toContain('shared by 3,000 functions');
  expect(output.split('\n').length).toBeLessThan(250);
});

test('functions in which the same was found are reported as one, others are not', () => {
  const artifacts = ['4.17.4', '4.17.4', '4.17.5'].map((version, at) =>
    reportedArtifact(`a${at}`, {
      packages: [packageOf('lodash', version)],
      findings: [upgradeOf('lodash', '5')],
    }),
  );
  const functions = artifacts.map((artifact) => reportedFunction(`fn-${artifact.id}`, [artifact]));
  const output = rendered(text, reportOf(functions, artifacts));
  expect(output).toContain('2 functions alike: fn-a0, fn-a1');
  expect(output.match(/HIGH +lodash 4\.17\.4 /g)).toHaveLength(1);
  expect(output.match(/HIGH +lodash 4\.17\.5 /g)).toHaveLength(1);
});

test('many functions with small findings are counted, a serious one never', () => {
  const artifacts = Array.from({ length: 40 }, (_, at) => {
    const lodash = packageOf('lodash', `1.0.${at}`);
    return reportedArtifact(`a${at}`, {
      packages: [lodash],
      findings: [upgradeOf('lodash', '5', { severity: 'low' })],
    });
  });
  const functions = artifacts.map((artifact) => reportedFunction(`fn-${artifact.id}`, [artifact]));
  const output = rendered(text, reportOf(functions, artifacts));
  expect(output).toContain('20 more functions or layers: 20 low, --verbose shows them');
  const serious = artifacts.map((artifact) => ({ ...artifact, findings: [upgradeOf('lodash', '5')] }));
  expect(rendered(text, reportOf(functions, serious)).match(/HIGH/g)).toHaveLength(40);
});

test('a layer that no function mounts has a block of its own', () => {
  const { artifacts } = hugeReport(0);
  expect(lineWith(reportOf([], artifacts), 'layer.zip')).toContain('in no function that was found');
});

test('a function of a name that several have is shown with its id', () => {
  const report = smallReport();
  const [first] = report.functions;
  const twin = first ? [{ ...first, id: 'target#twin' }] : [];
  expect(rendered(text, { ...report, functions: [...report.functions, ...twin] })).toContain(
    'screen-cv (target#twin)',
  );
});

test.each([40, 80, 120])('no line is wider than %i columns', (width) => {
  const lines = [smallReport(), hostileReport(), hugeReport(50)].flatMap((report) =>
    rendered(text, report, { width, verbose: true }).split('\n'),
  );
  expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
});

test('colour and links add escapes of ours, and no others', () => {
  const coloured = rendered(text, hostileReport(), { colour: true, links: true });
  const stripped = coloured.replace(/\u001b\[\d+m|\u001b\]8;;[\x21-\x7e]*\u001b\\/g, '');
  expect(coloured).toContain('\u001b]8;;https://advisories.example.invalid/MAL-2026-0001');
  expect(RAW_DANGER.test(stripped)).toBe(false);
  expect(stripped).toBe(rendered(text, hostileReport()));
});

test('a link that is not of the web is not one', () => {
  const report = lodashReport([upgradeOf('lodash', '5', { references: ['javascript:alert(1)'] })]);
  expect(rendered(text, report, { links: true })).not.toContain('\u001b]8');
});

test('an unanalysed artifact has no size', () => {
  const problems = [
    { code: 'timed-out', path: '', message: 'Not analysed.', affectsCompleteness: true },
  ] as const;
  const artifact = reportedArtifact('a', { sha256: null, size: 0, problems });
  expect(rendered(text, reportOf([reportedFunction('fn', [artifact])], [artifact]))).not.toContain('0 B');
});

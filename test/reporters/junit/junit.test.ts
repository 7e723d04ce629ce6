import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { FAIL_LEVELS, type FailLevel, type Finding, type Report } from '../../../src/model/index.js';
import { junit } from '../../../src/reporters/junit/index.js';
import { EXIT, exitCodeOf, plainGate } from '../../../src/policy/index.js';
import { packageOf } from '../../support/model-builders.js';
import { hostileReport } from '../../support/hostile-report.js';
import {
  cleanReport,
  emptyReport,
  hugeReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** The document as a strict XML parser reads it; throws when it is not well-formed. */
function elementsOf(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: Element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0] ?? root;
}

const suitesOf = (report: Report): Element[] => elementsOf(rendered(junit, report)).children;

function suite(report: Report, name: string): Element {
  const found = suitesOf(report).find(({ attributes }) => attributes['name'] === name);
  if (!found) throw new Error(`There is no suite ${name}.`);
  return found;
}

/** Name of each case with its content. */
function outcomes({ children }: Element): string[] {
  return children.map(
    ({ attributes, children: [inside] }) => `${attributes['name']}: ${inside?.name ?? 'passed'}`,
  );
}

function reportWith(fields: Partial<Finding>, failOn: FailLevel = 'high'): Report {
  const artifact = reportedArtifact('a', {
    packages: [packageOf('lodash', '4.17.20')],
    findings: [upgradeOf('lodash', '4.17.21', fields)],
  });
  const report = reportOf([reportedFunction('fn', [artifact])], [artifact]);
  return { ...report, options: { ...report.options, gate: plainGate(failOn) } };
}

reporterContract(junit);

const REPORTS = { emptyReport, cleanReport, smallReport, hostileReport, hugeReport: () => hugeReport(3000) };

test.each(Object.entries(REPORTS))('%s is well-formed, and its counts are those of its cases', (_, build) => {
  for (const { name, attributes, children } of suitesOf(build())) {
    expect(name).toBe('testsuite');
    expect(Number(attributes['tests'])).toBe(children.length);
    const inside = (kind: string): number =>
      children.filter(({ children: [first] }) => first?.name === kind).length;
    expect([attributes['failures'], attributes['errors'], attributes['skipped']].map(Number)).toEqual(
      ['failure', 'error', 'skipped'].map(inside),
    );
  }
});

test('a title can neither close its element nor be no character of XML', () => {
  const title = '</failure></testcase>]]>&<!--\uffff';
  const [, lodash] = suite(reportWith({ title, severity: 'high' }), 'fn').children;
  expect(lodash?.children[0]?.text).toContain('</failure></testcase>]]>&<!--\\u{ffff}');
});

test.each([
  ['fails at the threshold', { severity: 'high' }, 'failure'],
  ['passes below it, and is told', { severity: 'medium' }, 'system-out'],
  ['is skipped when it does not count', { status: 'not_affected', justification: 'Checked.' }, 'skipped'],
  ['fails as certain malware of any severity', { kind: 'malware', severity: 'low' }, 'failure'],
] as const)('a finding %s', (_, fields, expected) => {
  expect(outcomes(suite(reportWith(fields), 'fn'))).toEqual([
    'everything was seen: passed',
    `lodash 4.17.20: ${expected}`,
  ]);
});

describe.each(FAIL_LEVELS)('--fail-on %s', (level) => {
  test.each(['critical', 'high', 'medium', 'low', 'unknown'] as const)(
    '%s fails just when the scan does',
    (severity) => {
      const report = reportWith({ severity }, level);
      const failed = suitesOf(report).some(({ attributes }) => attributes['failures'] !== '0');
      expect(failed).toBe(exitCodeOf(report) === EXIT.findings);
    },
  );
});

test('unseen code is an error of its function', () => {
  const parse = suite(smallReport(), 'parse-attachment');
  expect(outcomes(parse)).toEqual(['everything was seen: error']);
  expect(parse.children[0]?.children[0]?.text).toContain('The entry is encrypted.');
});

test('an interrupted scan is an error of the run', () => {
  const report = cleanReport();
  const stopped = { ...report, options: { ...report.options, finished: false } };
  expect(outcomes(suite(stopped, 'scan'))).toEqual(['everything was seen: error']);
});

test('rules without effect are in a case of the run that passes', () => {
  const problem = {
    code: 'stale',
    path: 'a.yaml',
    message: 'It ran out.',
    affectsCompleteness: false,
  } as const;
  const [, rules] = suite({ ...cleanReport(), problems: [problem] }, 'scan').children;
  expect(rules?.attributes['name']).toBe('every rule is in use');
  expect(rules?.children[0]).toMatchObject({ name: 'system-out', text: 'a.yaml: It ran out.' });
  expect(suite(cleanReport(), 'scan').children).toHaveLength(1);
});

test('a shared layer is reported once, and fails in each function that mounts it', () => {
  const report = hugeReport(3);
  const critical = { ...report, options: { ...report.options, gate: plainGate('low') } };
  expect(outcomes(suite(critical, 'fn-1'))).toEqual([
    'everything was seen: passed',
    'shared: layer.zip: failure',
  ]);
  expect(suite(critical, 'layer.zip').children).toHaveLength(41);
});

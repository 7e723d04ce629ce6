import type { Report } from '../../model/index.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { inChunks } from '../stream-json.js';
import { suitesOf, type Suite } from './suites.js';
import type { TestCase } from './test-cases.js';
import { attributes, xmlText } from './xml.js';

const ELEMENT = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;

function caseText(suite: string, { name, outcome, message, details }: TestCase): string {
  const opening = `    <testcase${attributes({ classname: suite, name })}`;
  const lines = details.map(xmlText).join('\n');
  if (outcome === 'passed')
    return lines === '' ? `${opening}/>\n` : `${opening}><system-out>${lines}</system-out></testcase>\n`;
  const element = ELEMENT[outcome];
  // Readers take the text of a skipped test from its message alone.
  const words = outcome === 'skipped' ? { message: details.join(' ') } : { message, type: outcome };
  const body = outcome === 'skipped' ? '/>' : `>${lines}</${element}>`;
  return `${opening}><${element}${attributes(words)}${body}</testcase>\n`;
}

function* suiteText({ name, cases }: Suite): Generator<string> {
  const count = (outcome: TestCase['outcome']): number =>
    cases.filter((candidate) => candidate.outcome === outcome).length;
  const counts = { failures: count('failed'), errors: count('error'), skipped: count('skipped') };
  yield `  <testsuite${attributes({ name, tests: cases.length, ...counts })}>\n`;
  for (const testCase of cases) yield caseText(name, testCase);
  yield '  </testsuite>\n';
}

function* documentText(report: Report): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="stowaway">\n';
  for (const suite of suitesOf(report, indexReport(report))) yield* suiteText(suite);
  yield '</testsuites>\n';
}

/**
 * JUnit XML as CI systems read it: a suite for each function, a case for each package with findings, failing by `--fail-on`;
 * gaps are errors.
 */
export const junit = {
  id: 'junit',
  title: 'JUnit XML, for CI systems',
  extension: 'xml',
  *render(report: Report) {
    yield* inChunks(documentText(report));
  },
} satisfies Reporter;

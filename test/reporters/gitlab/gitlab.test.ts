import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '../../../src/model/index.js';
import { gitlab } from '../../../src/reporters/gitlab/index.js';
import { gitlabComplaints, type GitlabReport } from '../../support/gitlab-complaints.js';
import { findingOf, packageOf } from '../../support/model-builders.js';
import { hostileReport } from '../../support/hostile-report.js';
import { emptyReport, reportedArtifact, reportedFunction, reportOf } from '../../support/sample-report.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

reporterContract(gitlab);

const read = (report: Report): GitlabReport => JSON.parse(rendered(gitlab, report)) as GitlabReport;

function reportWith(finding: Partial<Finding>): Report {
  const found = packageOf('lodash', '4.17.4', { direct: true });
  const artifact = reportedArtifact('a', {
    path: '.serverless/pay.zip',
    packages: [found],
    findings: [findingOf({ package: found.id, ...finding })],
  });
  return reportOf([reportedFunction('pay', [artifact])], [artifact]);
}

it.each<[string, () => Report]>([
  ['small', smallReport],
  ['hostile', hostileReport],
  ['empty', emptyReport],
])('a report that is %s has what the schema demands', (_what, build) => {
  expect(gitlabComplaints(rendered(gitlab, build()))).toEqual([]);
});

describe('a vulnerability', () => {
  it('is tracked by its CVE, and names package, version, file and functions', () => {
    const [found] = read(
      reportWith({
        rule: 'GHSA-jf85-cpcp-j695',
        aliases: ['CVE-2019-10744'],
        cwes: ['CWE-1321'],
        severity: 'critical',
        fixedIn: ['4.17.12'],
      }),
    ).vulnerabilities;
    expect(found).toMatchObject({
      severity: 'Critical',
      identifiers: [
        { type: 'cve', value: 'CVE-2019-10744' },
        { type: 'ghsa', value: 'GHSA-jf85-cpcp-j695' },
        { type: 'cwe', value: 'CWE-1321' },
      ],
      location: {
        file: '.serverless/pay.zip',
        dependency: { package: { name: 'lodash' }, version: '4.17.4', direct: true },
      },
      details: { functions: { items: [{ value: 'pay' }] }, fixed: { value: '4.17.12' } },
    });
  });

  it('of one artifact in another place has another id', () => {
    const [first, second] = ['a', 'b'].map((path) => {
      const report = reportWith({});
      const artifacts = report.artifacts.map((artifact) => ({ ...artifact, path }));
      return read({ ...report, artifacts }).vulnerabilities[0]?.id;
    });
    expect(first).not.toBe(second);
    expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('that is set aside is a message with the reason', () => {
    const suppression = { reason: 'Not called.', owner: null, expires: null, source: 'c.yaml' };
    const { vulnerabilities, scan } = read(reportWith({ rule: 'X-1', status: 'suppressed', suppression }));
    expect(vulnerabilities).toEqual([]);
    expect(scan.messages).toContainEqual({
      level: 'info',
      value: 'X-1 of lodash is set aside: Not called. (c.yaml)',
    });
  });
});

it('a gap that is a reason, too, is told once', () => {
  const report = reportWith({});
  const gap = {
    code: 'unresolved',
    path: '',
    message: 'The key is missing.',
    affectsCompleteness: true,
  } as const;
  const artifacts = report.artifacts.map((artifact) => ({ ...artifact, problems: [gap] }));
  const summary = { ...report.summary, complete: false, reasons: [gap.message] };
  const { messages } = read({ ...report, artifacts, summary }).scan;
  expect(messages.filter(({ value }) => value.includes('The key is missing.'))).toHaveLength(1);
});

it('what was not seen is a warning, and an interrupted scan has failed', () => {
  const report = reportWith({});
  const summary = { ...report.summary, complete: false, reasons: ['pay.zip could not be read.'] };
  const { scan } = read({ ...report, summary, options: { ...report.options, finished: false } });
  expect(scan.status).toBe('failure');
  expect(scan.messages).toEqual(
    expect.arrayContaining([
      { level: 'fatal', value: 'The scan was interrupted.' },
      { level: 'warn', value: 'pay.zip could not be read.' },
    ]),
  );
});

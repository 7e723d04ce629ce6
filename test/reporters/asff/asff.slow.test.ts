import { describe, expect, test } from 'vitest';
import type { Report } from '../../../src/model/index.js';
import { asff } from '../../../src/reporters/asff/index.js';
import { asffComplaints, needsPython } from '../../support/python-complaints.js';
import { hostileReport, HOSTILE } from '../../support/hostile-report.js';
import { packageOf } from '../../support/model-builders.js';
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
import { findingsOf, LODASH, NOWHERE, reportWith, requestsOf } from './read-findings.js';

reporterContract(asff);

/** Texts as long as texts get, of characters that need most bytes, in every field that repeats. */
function oversizedReport(): Report {
  const long = '€"\\'.repeat(400);
  const many = Array.from({ length: 60 }, (_, at) => `${at}${long}`);
  const packages = many.map((name) => packageOf(name, long, { candidates: many }));
  const findings = packages.map(({ id }, at) =>
    upgradeOf(long, long, {
      id: String(at),
      package: id,
      rule: long,
      title: long,
      why: long,
      aliases: many,
      vectors: many,
      fixedIn: many,
      references: many.map((_, number) => `https://example.invalid/${number}/${'x'.repeat(480)}`),
      fingerprint: 'same',
    }),
  );
  const artifact = reportedArtifact('a', { path: long, packages, findings });
  const tags = Object.fromEntries(many.map((name) => [name, long]));
  return reportOf(
    [reportedFunction(long, [artifact], { tags, arn: long, handler: long, runtime: long })],
    [artifact],
  );
}

describe("AWS's service model", () => {
  needsPython('botocore');

  test.each(
    Object.entries({
      emptyReport,
      cleanReport,
      smallReport,
      hostileReport,
      oversizedReport,
      hugeReport: () => hugeReport(30),
    }),
  )('%s is valid', (_, build) => {
    expect(asffComplaints([rendered(asff, build())])).toEqual([[]]);
  });

  test('it refuses an invalid finding', () => {
    const [finding] = findingsOf(smallReport());
    const wrong = [
      { ...finding, Title: 'x'.repeat(257) },
      { ...finding, RecordState: 'GONE' },
      { ...finding, Severities: 1 },
      { ...finding, Resources: undefined },
      { ...finding, AwsAccountId: '210987654321' },
      { ...finding, Description: 'x'.repeat(300_000) },
    ];
    const complaints = asffComplaints(wrong.map((one) => JSON.stringify([{ Findings: [one] }])));
    expect(complaints.map(({ length }) => length > 0)).toEqual(wrong.map(() => true));
  });
});

test('a request has at most 100 findings of one account and region', () => {
  const report = hugeReport(10);
  const functions = report.functions.map((fn, at) => ({
    ...fn,
    arn: `arn:aws:lambda:eu-west-${(at % 2) + 1}:111111111111:function:${fn.name}`,
  }));
  const requests = requestsOf({ ...report, functions });
  expect(requests.map(({ length }) => length)).toEqual([100, 100, 2, 100, 100, 2]);
  expect(new Set(requests.map((findings) => new Set(findings.map((one) => one.ProductArn)).size))).toEqual(
    new Set([1]),
  );
  expect(new Set(requests.flat().map(({ Id }) => Id)).size).toBe(requests.flat().length);
});

describe('findings that are set aside', () => {
  const suppression = { reason: 'Never called.', owner: null, expires: null, source: 'stowaway.config.yaml' };

  test.each([
    ['suppressed', { status: 'suppressed', suppression }, 'Never called. (stowaway.config.yaml)'],
    ['not affected', { status: 'not_affected', justification: 'code_not_present' }, 'code_not_present'],
  ] as const)('%s: archived, with the reason', (_, fields, reason) => {
    const [finding] = findingsOf(reportWith([{ ...LODASH, ...fields }]));
    expect(finding).toMatchObject({ RecordState: 'ARCHIVED', Workflow: { Status: 'SUPPRESSED' } });
    expect(finding?.ProductFields).toMatchObject({ 'stowaway/SetAside': reason });
    expect(finding?.Description).toContain(`Set aside: ${reason}`);
  });

  test('in one function stays active in the others', () => {
    const report = hugeReport(2);
    const functions = report.functions.map((fn, at) => ({
      ...fn,
      findings: fn.findings.map((found) => (at === 0 ? { ...found, suppression } : found)),
    }));
    const states = findingsOf({ ...report, functions }).filter(({ GeneratorId }) =>
      GeneratorId.endsWith('GHSA-layer-3'),
    );
    expect(states.map(({ RecordState }) => RecordState)).toEqual(['ARCHIVED', 'ACTIVE']);
  });
});

describe('unseen code', () => {
  test('is a finding of its function', () => {
    const incomplete = findingsOf(smallReport()).filter(
      ({ GeneratorId }) => GeneratorId === 'stowaway/incomplete',
    );
    expect(incomplete).toMatchObject([
      {
        Title: 'The scan of parse-attachment is incomplete',
        Severity: { Label: 'MEDIUM' },
        Description: expect.stringContaining('The entry is encrypted.'),
        Resources: [{ Id: 'target#parse-attachment' }],
      },
    ]);
  });

  test('of the run is reported in every account', () => {
    const report = reportWith([LODASH], { arn: 'arn:aws:lambda:eu-west-1:222222222222:function:fn' });
    const other = reportedFunction('other', report.artifacts, {
      arn: 'arn:aws:lambda:eu-west-1:333333333333:function:other',
    });
    const stopped = {
      ...report,
      functions: [...report.functions, other],
      options: { ...report.options, finished: false },
    };
    const told = findingsOf(stopped, NOWHERE).filter(
      ({ GeneratorId }) => GeneratorId === 'stowaway/incomplete',
    );
    expect(told.map(({ AwsAccountId }) => AwsAccountId)).toEqual(['222222222222', '333333333333']);
    expect(told[0]?.Description).toContain('The scan was interrupted.');
  });
});

test('a hostile tag is a tag, and no place', () => {
  const findings = findingsOf(hostileReport());
  expect(Object.getPrototypeOf(findings[0])).toBe(Object.prototype);
  const place = reportWith([LODASH], { account: `111111111111${HOSTILE}`, region: 'eu"-1' });
  expect(findingsOf(place)[0]?.AwsAccountId).toBe('123456789012');
});

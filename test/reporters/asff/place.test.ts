import { describe, expect, test } from 'vitest';
import { ScanError } from '../../../src/model/index.js';
import { asff } from '../../../src/reporters/asff/index.js';
import { findingOf } from '../../support/model-builders.js';
import { cleanReport, reportedArtifact, reportOf } from '../../support/sample-report.js';
import { rendered } from '../contract.js';
import { findingsOf, LODASH, NOWHERE, reportWith } from './read-findings.js';

describe('where findings go', () => {
  test("the function's ARN comes before its configuration, and that before the account that the user gives", () => {
    const arn = 'arn:aws-cn:lambda:cn-north-1:222222222222:function:fn';
    const [finding] = findingsOf(reportWith([LODASH], { arn, account: '333333333333', region: 'eu-west-1' }));
    expect(finding).toMatchObject({
      AwsAccountId: '222222222222',
      ProductArn: 'arn:aws-cn:securityhub:cn-north-1:222222222222:product/222222222222/default',
      Resources: [{ Type: 'AwsLambdaFunction', Id: arn, Partition: 'aws-cn', Region: 'cn-north-1' }],
    });
    const configured = findingsOf(reportWith([LODASH], { account: '333333333333', region: 'us-gov-west-1' }));
    expect(configured[0]?.ProductArn).toContain('arn:aws-us-gov:securityhub:us-gov-west-1:333333333333:');
    expect(findingsOf(reportWith([LODASH]))[0]?.ProductArn).toContain(':eu-central-1:123456789012:');
  });

  test('one that is unknown is reported, with what to do', () => {
    const render = (): unknown => rendered(asff, reportWith([LODASH]), NOWHERE);
    expect(render).toThrow(ScanError);
    expect(render).toThrow(/account and the region.* 1 function or artifact: fn\./);
  });

  test('a report without findings needs none', () => {
    expect(findingsOf(cleanReport(), NOWHERE)).toEqual([]);
  });

  test('a finding in an unmounted artifact goes to the only known account', () => {
    const loose = reportedArtifact('b', { kind: 'layer', findings: [findingOf()] });
    const report = reportWith([LODASH], { arn: 'arn:aws:lambda:eu-west-1:222222222222:function:fn' });
    const findings = findingsOf({ ...report, artifacts: [...report.artifacts, loose] }, NOWHERE);
    expect(findings.map(({ Resources }) => Resources[0]?.Id)).toEqual([
      'arn:aws:lambda:eu-west-1:222222222222:function:fn',
      'b.zip',
    ]);
    expect(() => rendered(asff, reportOf([], [loose]), NOWHERE)).toThrow(ScanError);
  });
});

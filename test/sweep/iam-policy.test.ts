import { expect, test } from 'vitest';
import { sweepPolicy } from '../../src/sweep/iam-policy.js';

interface Document {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: string[];
    readonly Resource: string;
    readonly Condition?: object;
  }[];
}

function statementsOf(wishes: Partial<Parameters<typeof sweepPolicy>[0]>) {
  const all = { organization: false, role: null, ...wishes };
  return (JSON.parse(sweepPolicy(all)) as Document).Statement;
}

test('one account needs to read, and nothing else', () => {
  const statements = statementsOf({ organization: false, role: null });
  expect(statements.map(({ Sid }) => Sid)).toEqual([
    'ReadDeployedFunctions',
    'ReadPoliciesOfResources',
    'ReadCallersOfApis',
    'DecryptByLambda',
  ]);
  // On all resources it would show API keys.
  expect(statements[2]).toMatchObject({
    Action: ['apigateway:GET'],
    Resource: ['arn:aws:apigateway:*::/apis/*', 'arn:aws:apigateway:*::/restapis/*'],
  });
  expect(statements[3]).toMatchObject({
    Action: ['kms:Decrypt'],
    Condition: { StringLike: { 'kms:ViaService': 'lambda.*.amazonaws.com' } },
  });
  const reads = statements.slice(0, 3).flatMap(({ Action }) => Action);
  expect(reads.filter((action) => !/:(?:Get|GET$|List|BatchGet|Describe)/.test(action))).toEqual([]);
});

test('an organisation is listed, its members entered by one role', () => {
  const statements = statementsOf({ organization: true, role: 'audit/stowaway' });
  expect(statements.map(({ Action, Resource }) => [Action, Resource]).slice(4)).toEqual([
    [['organizations:ListAccounts'], '*'],
    [['sts:AssumeRole'], 'arn:aws:iam::*:role/audit/stowaway'],
  ]);
});

test('permissions for tags and sinks are added only where they are configured', () => {
  const topic = 'arn:aws:sns:eu-west-1:123456789012:findings';
  const sinks = [
    { kind: 'sns', id: `sns=${topic}` },
    { kind: 'securityhub', id: 'securityhub' },
    { kind: 'digest', id: 'digest=/x' },
  ] as const;
  const statements = statementsOf({ tags: true, sinks });
  expect(statements[0]?.Action).toContain('tag:GetResources');
  expect(statements.slice(4).map(({ Action, Resource }) => [Action, Resource])).toEqual([
    [['sns:Publish'], topic],
    [['securityhub:BatchImportFindings'], 'arn:aws:securityhub:*:*:product/*/default'],
  ]);
});

test.each([
  ['aws-cn', 'lambda.*.amazonaws.com.cn'],
  ['aws-us-gov', 'lambda.*.amazonaws.com'],
])('in %s nothing names another partition', (partition, service) => {
  const sinks = [{ kind: 'securityhub', id: 'securityhub' }] as const;
  const wishes = { organization: true, role: 'audit', sinks, partition };
  const text = sweepPolicy(wishes);
  expect(new Set(text.match(/arn:[\w-]+:/g))).toEqual(new Set([`arn:${partition}:`]));
  expect(text).toContain(JSON.stringify(service));
});

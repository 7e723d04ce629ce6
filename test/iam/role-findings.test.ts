import { describe, expect, test } from 'vitest';
import { managedPolicyStatements } from '../../src/iam/index.js';
import { roleFindings } from '../../src/iam/role-findings.js';
import type { PolicyStatement, RolePolicy } from '../../src/model/index.js';

function allow(
  actions: string[],
  resources: string[] = ['*'],
  more: Partial<PolicyStatement> = {},
): RolePolicy {
  const statement = { effect: 'Allow' as const, notActions: [], notResources: [], conditions: [] };
  return {
    name: 'own',
    kind: 'inline',
    arn: null,
    statements: [{ ...statement, actions, resources, ...more }],
  };
}

function managed(name: string): RolePolicy {
  return { name, kind: 'managed', arn: null, statements: managedPolicyStatements(name) };
}

function rulesOf(...policies: RolePolicy[]): string[] {
  return roleFindings(policies).map(({ rule, id, severity }) => `${severity} ${id || rule}`);
}

const LOGS = managed('AWSLambdaBasicExecutionRole');
const EVERYTHING = 'high role-allows-everything#*';

describe('findings about a role', () => {
  test.each<[string, RolePolicy[], string[]]>([
    ['an administrator', [managed('AdministratorAccess')], [EVERYTHING]],
    ['everything in one statement', [allow(['*'])], [EVERYTHING]],
    ['everything, spelled otherwise', [allow(['*:*'])], [EVERYTHING]],
    [
      'everything behind a boundary',
      [allow(['*']), { ...allow(['s3:*']), kind: 'boundary' }],
      ['medium role-allows-service#*:*'],
    ],
    ['everything under a condition', [allow(['*'], ['*'], { conditions: ['Bool aws:SecureTransport'] })], []],
    ['all of a service', [managed('AmazonSQSFullAccess')], ['medium role-allows-service#sqs:*']],
    [
      'all of a service, denied',
      [allow(['iam:*']), allow(['iam:*'], ['*'], { effect: 'Deny' })],
      ['medium role-allows-service#iam:*'],
    ],
    ['all of a service on one table', [allow(['dynamodb:*'], ['arn:aws:dynamodb:r:1:table/orders'])], []],
    ['a pattern of actions', [allow(['s3:Get*'])], []],
    ['the logs that every function writes', [LOGS], []],
    [
      'networks, queues, tables and streams',
      ['VPCAccess', 'SQSQueue', 'DynamoDB', 'Kinesis'].map((one) => managed(`AWSLambda${one}ExecutionRole`)),
      [],
    ],
    ['only reads', [managed('ReadOnlyAccess')], []],
    ['assumes any role', [allow(['sts:AssumeRole'])], ['high role-can-gain-permissions#sts:*']],
    ['assumes one role', [allow(['sts:AssumeRole'], ['arn:aws:iam::1:role/one'])], []],
    [
      'passes any role to a new function',
      [allow(['iam:PassRole', 'lambda:*Function'])],
      ['high role-can-gain-permissions#iam:*'],
    ],
    ['passes any role, and starts nothing', [allow(['iam:PassRole'])], []],
    [
      'passes one role to a new function',
      [
        allow(['iam:PassRole'], ['arn:aws:iam::1:role/one']),
        allow(['lambda:CreateFunction', 'lambda:InvokeFunction']),
      ],
      [],
    ],
    ['a policy that was not read', [{ ...LOGS, statements: null }], []],
  ])('%s', (_, policies, expected) => {
    expect(rulesOf(...policies)).toEqual(expected);
  });

  test('a finding names the policy and what it allows, once', () => {
    const [finding] = roleFindings([allow(['iam:*'])]);
    expect(finding?.evidence).toEqual([{ path: '', line: null, detail: 'policy own allows iam:* on *' }]);
    expect(finding?.title).toMatch(/^The role can give itself more permissions: .*, and \d+ more ways$/);
  });
});

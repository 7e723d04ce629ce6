import { describe, expect, test } from 'vitest';
import { permissionsOf } from '../../src/iam/index.js';
import type { RolePolicy } from '../../src/model/index.js';
import { functionOf, settingsOf } from '../support/model-builders.js';
import { LOGS, SETTINGS, TABLE, answer, managed, policy, updates } from '../support/role-policies.js';

function findings(...args: Parameters<typeof answer>): string[] {
  return answer(...args).findings.map(({ severity, id }) => `${severity} ${id}`);
}

describe('a role that allows what is needed', () => {
  const own = policy('own', { actions: ['dynamodb:UpdateItem'], resources: [TABLE] });

  test('has no finding and no excess', () => {
    const { permissions, findings: none } = answer([LOGS, own]);
    expect(none).toEqual([]);
    expect(permissions).toMatchObject({
      needed: [{ action: 'dynamodb:UpdateItem', resource: TABLE }],
      excess: [],
      excessActions: 0,
      atLeast: false,
    });
    expect(permissions?.platform.map(({ reason }) => reason)).toEqual(['logs', 'logs', 'logs']);
  });

  test('without an answer about operations nothing is concluded', () => {
    expect(permissionsOf(functionOf('store', { settings: SETTINGS }), undefined)).toEqual({
      permissions: null,
      findings: [],
    });
  });
});

describe('actions that nothing needs', () => {
  const crud = policy('crud', {
    actions: ['dynamodb:*'],
    resources: [TABLE],
  });

  test('are one finding of the service, which names the most harmful', () => {
    const { permissions, findings: all } = answer([LOGS, crud]);
    expect(all.map(({ severity, id }) => `${severity} ${id}`)).toEqual(['medium unused-actions#dynamodb:*']);
    expect(all[0]?.title).toMatch(
      /^The role allows \d+ actions of dynamodb that the function does not need: dynamodb:/,
    );
    expect(all[0]?.evidence).toMatchObject([{ detail: `policy crud allows dynamodb:* on ${TABLE}` }]);
    expect(permissions?.excess).toMatchObject([{ action: 'dynamodb:*', resource: TABLE, policy: 'crud' }]);
    expect(permissions?.excessActions).toBeGreaterThan(50);
  });

  test('are "not seen to be used" and low, when some calls are not resolved', () => {
    const [finding] = answer([crud], updates(['A client is made by a call that was not resolved'])).findings;
    expect(finding).toMatchObject({ severity: 'low', confidence: 'medium' });
    expect(finding?.title).toContain('was not seen to use');
    expect(finding?.title).not.toContain('does not');
  });

  test('are the same when operations are newer than the table', () => {
    const operations = [{ service: 'kinesis', operation: 'AcknowledgeQueueRecords', calls: [], places: [] }];
    const { permissions, findings: all } = answer([crud], { operations, unresolved: [] });
    expect(permissions).toMatchObject({ atLeast: true, unknownActions: ['kinesis:AcknowledgeQueueRecords'] });
    expect(all[0]?.severity).toBe('low');
  });

  test.each<[string, RolePolicy[], string[]]>([
    [
      'of a service that is not used',
      [policy('p', { actions: ['sqs:DeleteQueue'], resources: ['arn:aws:sqs:r:1:q'] })],
      ['medium unused-services#sqs:*'],
    ],
    [
      'of a service that is not used, harmless ones',
      [policy('p', { actions: ['sqs:ListQueues'] })],
      ['low unused-services#sqs:*'],
    ],
    [
      'of many services',
      [policy('p', { actions: ['sqs:List*', 'sns:List*', 'ec2:Describe*', 'ecs:List*'] })],
      ['low unused-services#*:*'],
    ],
    [
      'by everything but some',
      [policy('p', { notActions: ['iam:*', 'sts:*', 'lambda:*', 'ssm:*'] })],
      ['medium unused-actions#dynamodb:*', 'medium unused-actions#logs:*', 'medium unused-services#*:*'],
    ],
    [
      'of an administrator are told by the finding about the administrator',
      [managed('AdministratorAccess')],
      ['high role-allows-everything#*'],
    ],
    [
      'of a whole service on everything are told once',
      [policy('p', { actions: ['sqs:*'] })],
      ['medium role-allows-service#sqs:*'],
    ],
    [
      'but are denied',
      [policy('p', { actions: ['sqs:DeleteQueue'] }, { effect: 'Deny', actions: ['sqs:*'] })],
      [],
    ],
    [
      'but are beyond the boundary',
      [
        policy('p', { actions: ['sqs:DeleteQueue'] }),
        { ...policy('limit', { actions: ['dynamodb:*'] }), kind: 'boundary' },
      ],
      [],
    ],
    ['in a policy that was not read', [{ name: 'p', kind: 'managed', arn: null, statements: null }], []],
  ])('%s', (_, policies, expected) => {
    expect(findings(policies)).toEqual(expected);
  });

  test('roles whose policies are not known have neither grants nor excess', () => {
    expect(answer(null).permissions).toMatchObject({ granted: [], excess: [], excessActions: 0 });
  });
});

describe('resources', () => {
  test('a grant on all tables is too wide where the need is on one', () => {
    const wide = policy('p', { actions: ['dynamodb:UpdateItem'] });
    expect(findings([wide])).toEqual(['low wide-resources#dynamodb:*']);
    expect(answer([wide]).findings[0]?.title).toBe(
      `The role allows dynamodb:UpdateItem on all resources; the function needs it on ${TABLE}`,
    );
    const onTables = policy('p', {
      actions: ['dynamodb:UpdateItem'],
      resources: ['arn:aws:dynamodb:<region>:<account>:table/*'],
    });
    expect(findings([onTables])).toEqual(['low wide-resources#dynamodb:*']);
  });

  test('a grant on all tables is not too wide where nobody knows which table is needed', () => {
    expect(findings([policy('p', { actions: ['dynamodb:UpdateItem'] })], updates(), settingsOf())).toEqual(
      [],
    );
  });

  test('an action that is needed on one table and allowed on another is excess there', () => {
    const other = 'arn:aws:dynamodb:<region>:<account>:table/<Users>';
    const { permissions } = answer([
      policy('p', { actions: ['dynamodb:UpdateItem'], resources: [TABLE, other] }),
    ]);
    expect(permissions?.excess).toMatchObject([{ action: 'dynamodb:UpdateItem', resource: other }]);
    expect(permissions?.excessActions).toBe(0);
  });
});

describe('needs of the platform are never excess', () => {
  const vpc = managed('AWSLambdaVPCAccessExecutionRole');

  test('with the setting', () => {
    expect(findings([vpc], updates(), { ...SETTINGS, vpc: true })).toEqual([]);
  });

  test('without the setting they are', () => {
    expect(findings([vpc])).toEqual(['medium unused-services#ec2:*']);
  });

  test('with settings that are not known', () => {
    expect(findings([vpc], updates(), null)).toEqual([]);
  });
});

test('a role of many functions is told, if it allows more than this one needs', () => {
  const shared = { ...SETTINGS, roleFunctions: 4 };
  const own = policy('own', { actions: ['dynamodb:UpdateItem'], resources: [TABLE] });
  const more = policy('more', { actions: ['sqs:ListQueues'] });
  expect(findings([own], updates(), shared)).toEqual([]);
  expect(findings([own, more], updates(), shared)).toContain('low shared-role#*:*');
});

test('grants are shown as the statements have them, with denials and conditions', () => {
  const { permissions } = answer([
    policy(
      'p',
      { notActions: ['iam:*'], conditions: ['Bool aws:SecureTransport'] },
      { effect: 'Deny', actions: ['s3:*'], resources: [], notResources: ['arn:aws:s3:::a'] },
    ),
  ]);
  expect(permissions?.granted).toEqual([
    {
      action: 'all but iam:*',
      resource: '*',
      effect: 'Allow',
      policy: 'p',
      conditions: ['Bool aws:SecureTransport'],
    },
    { action: 's3:*', resource: 'all but arn:aws:s3:::a', effect: 'Deny', policy: 'p', conditions: [] },
  ]);
});

import { expect, test } from 'vitest';
import { statementsForRole } from '../../../src/iam/index.js';
import type { Need } from '../../../src/iam/needed-permissions.js';
import { lackedPermissions, unreadPolicies } from '../../../src/iam/resource-policy/lacked-permissions.js';
import type { ResourcePolicy, RolePolicy } from '../../../src/model/index.js';

const ROLE = 'arn:aws:iam::<account>:role/<R>';
const TABLE = 'arn:aws:dynamodb:<region>:<account>:table/<Orders>';
const KEY = 'arn:aws:kms:<region>:<account>:key/<Key>';

function need(action: string, resource: string, missing: readonly string[] = []): Need {
  const pattern = missing.reduce((text, one) => text.replaceAll(one, '*'), resource);
  return { action, resource, pattern, places: [], missing };
}

function policyOf(resource: string, statement: object | null): ResourcePolicy {
  const role = { arns: [ROLE], account: '<account>', functionName: null };
  const statements =
    statement === null ? null : statementsForRole(Object.keys(statement).length === 0 ? [] : statement, role);
  return { resource, name: 'its policy', isOwn: true, statements };
}

function identity(effect: 'Allow' | 'Deny', actions: string[], resources: string[]): RolePolicy {
  const statement = { effect, actions, notActions: [], resources, notResources: [], conditions: [] };
  return { name: 'own', kind: 'inline', arn: null, statements: [statement] };
}

const GET = need('dynamodb:GetItem', TABLE);
const NO_POLICY = policyOf(TABLE, {});
const UNREAD: RolePolicy = { name: 'other', kind: 'managed', arn: null, statements: null };

function lacked(
  one: Need,
  policies: readonly RolePolicy[],
  resources: readonly ResourcePolicy[],
): string | null {
  return lackedPermissions([one], { policies, resources, account: null })[0]?.reason ?? null;
}

test.each<[string, Need, RolePolicy[], ResourcePolicy[], string | null]>([
  ['granted', GET, [identity('Allow', ['dynamodb:*'], [TABLE])], [NO_POLICY], null],
  [
    'granted by a pattern of a deployed account',
    GET,
    [identity('Allow', ['dynamodb:*'], ['arn:aws:dynamodb:eu-west-1:111111111111:table/*'])],
    [NO_POLICY],
    null,
  ],
  [
    'granted on something else',
    GET,
    [identity('Allow', ['dynamodb:*'], [TABLE.replace('Orders', 'Users')])],
    [NO_POLICY],
    'no policy allows it',
  ],
  [
    'denied by the role',
    GET,
    [identity('Allow', ['*'], ['*']), identity('Deny', ['dynamodb:Get*'], ['*'])],
    [NO_POLICY],
    'policy own denies it',
  ],
  [
    'denied by the resource',
    GET,
    [identity('Allow', ['*'], ['*'])],
    [policyOf(TABLE, { Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' })],
    'policy its policy denies it',
  ],
  [
    'granted by the resource',
    GET,
    [],
    [policyOf(TABLE, { Effect: 'Allow', Principal: { AWS: ROLE }, Action: '*', Resource: '*' })],
    null,
  ],
  ['a policy of the role was not read', GET, [UNREAD], [NO_POLICY], null],
  ['the policy of the resource was not read', GET, [], [policyOf(TABLE, null)], null],
  ['the resource was not seen', GET, [], [], null],
  [
    'the name of the resource is not known',
    need('dynamodb:GetItem', 'arn:aws:dynamodb:<region>:<account>:table/<env:T>', ['<env:T>']),
    [identity('Allow', ['dynamodb:*'], [TABLE])],
    [NO_POLICY],
    null,
  ],
  [
    'a resource whose policies are not looked at',
    need('lambda:InvokeFunction', 'arn:aws:lambda:<region>:<account>:function:x'),
    [],
    [],
    null,
  ],
  [
    'a service without policies of resources',
    need('ssm:GetParameter', 'arn:aws:ssm:<region>:<account>:parameter/x'),
    [],
    [],
    'no policy allows it',
  ],
  [
    'a key that lets nobody in',
    need('kms:Decrypt', KEY),
    [identity('Allow', ['kms:*'], ['*'])],
    [policyOf(KEY, {})],
    'no policy of the role allows it that the policy of the key (its policy) lets count',
  ],
])('%s', (...[, one, policies, resources, expected]) => {
  expect(lacked(one, policies, resources)).toBe(expected);
});

test('resources whose policies were not read are named once', () => {
  const needs = [
    GET,
    need('s3:GetObject', 'arn:aws:s3:::a/*'),
    need('s3:PutObject', 'arn:aws:s3:::a/*'),
    need('sqs:SendMessage', 'arn:aws:sqs:r:1:q'),
    need('ssm:GetParameter', 'arn:aws:ssm:r:1:parameter/x'),
  ];
  const resources = [policyOf('arn:aws:sqs:r:1:q', {})];
  expect(unreadPolicies(needs, { policies: [], resources, account: null })).toEqual([
    TABLE,
    'arn:aws:s3:::a',
  ]);
});

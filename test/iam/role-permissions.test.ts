import { expect, test } from 'vitest';
import { managedPolicyStatements, rolePermissions, type FunctionNeeds } from '../../src/iam/index.js';
import { neededPermissions, patternOfNeed } from '../../src/iam/needed-permissions.js';
import type { OperationUse, RolePolicy } from '../../src/model/index.js';
import { settingsOf } from '../support/model-builders.js';
import { permissionsWith } from '../support/needs-of.js';

function policy(name: string, actions: readonly string[], resources: readonly string[] = ['*']): RolePolicy {
  const statement = {
    effect: 'Allow' as const,
    actions,
    notActions: [],
    resources,
    notResources: [],
    conditions: [],
  };
  return { name, kind: 'inline', arn: null, statements: [statement] };
}

function needing(...needed: readonly string[]): FunctionNeeds {
  const { needed: code, platform } = permissionsWith(needed);
  return { needed: code, platform, settings: [settingsOf()] };
}

const TABLE = 'arn:aws:dynamodb:eu-west-1:1:table/orders';
const READS = needing(`dynamodb:GetItem ${TABLE}`);
const WRITES = needing(`dynamodb:PutItem ${TABLE}`);

function excessActions(policies: readonly RolePolicy[], ...functions: readonly FunctionNeeds[]): string[] {
  return rolePermissions(policies, functions).worst.map(({ action }) => action);
}

test('what one of the functions needs is no excess of their role', () => {
  const both = [policy('p', ['dynamodb:GetItem', 'dynamodb:PutItem'], [TABLE])];
  expect(excessActions(both, READS)).toEqual(['dynamodb:PutItem']);
  expect(excessActions(both, READS, WRITES)).toEqual([]);
  expect(rolePermissions(both, [READS, WRITES]).excessActions).toBe(0);
});

test('the worst action comes first, also where it is needed on another resource', () => {
  const wide = [policy('p', ['dynamodb:DeleteTable', 'dynamodb:Scan'], [TABLE, `${TABLE}-archive`])];
  const drops = needing(`dynamodb:DeleteTable ${TABLE}`);
  expect(rolePermissions(wide, [drops]).worst).toEqual([
    { action: 'dynamodb:DeleteTable', harm: 4 },
    { action: 'dynamodb:Scan', harm: 1 },
  ]);
  // It is needed on some resource.
  expect(rolePermissions(wide, [drops]).excessActions).toBe(1);
});

test('what unknown settings may need is no excess', () => {
  const queue = [policy('p', ['sqs:ReceiveMessage'], ['arn:aws:sqs:eu-west-1:1:q'])];
  expect(excessActions(queue, READS)).toEqual(['sqs:ReceiveMessage']);
  expect(excessActions(queue, { ...READS, settings: [settingsOf(), null] })).toEqual([]);
});

test('administrators, and ways to more permissions, are told', () => {
  const administrator: RolePolicy = {
    name: 'AdministratorAccess',
    kind: 'managed',
    arn: null,
    statements: managedPolicyStatements('AdministratorAccess'),
  };
  expect(rolePermissions([administrator], [READS])).toMatchObject({ isAdministrator: true, escalations: [] });
  const { isAdministrator, escalations } = rolePermissions([policy('p', ['iam:AttachRolePolicy'])], [READS]);
  expect([isAdministrator, escalations]).toEqual([
    false,
    [expect.stringContaining('attach any policy to roles')],
  ]);
});

test('needs are counted by function, each once', () => {
  const { needed } = rolePermissions([], [READS, READS, WRITES]);
  const counts = needed.map(({ action, functions }) => [action, functions]);
  expect(counts).toEqual([
    ['dynamodb:GetItem', 2],
    ['logs:PutLogEvents', 3],
    ['dynamodb:PutItem', 1],
  ]);
});

test.each([
  ['dynamodb', 'UpdateItem', [[{ name: 'TableName', value: { kind: 'environment', name: 'TABLE' } }]]],
  ['dynamodb', 'UpdateItem', [[{ name: 'TableName', value: { kind: 'literal', text: 'orders' } }]]],
  ['s3', 'PutObject', []],
  ['sqs', 'SendMessage', [[{ name: 'QueueUrl', value: null }]]],
  ['iam', 'TagRole', []],
  ['ec2', 'CreateTags', []],
  ['kms', 'Decrypt', []],
  ['sts', 'AssumeRole', []],
] as const satisfies readonly (readonly [string, string, OperationUse['calls']])[])(
  'the pattern of a need of %s %s is made again from what is stored',
  (service, operation, calls) => {
    const { needed } = neededPermissions([{ service, operation, calls, places: [] }], {
      region: 'eu-west-1',
      account: '123456789012',
      references: [],
      plainNames: null,
      encrypted: [],
    });
    expect(needed.length).toBeGreaterThan(0);
    expect(needed.map(patternOfNeed)).toEqual(needed.map(({ pattern }) => pattern));
  },
);

test('policies of resources grant to the role, too', () => {
  const statement = {
    effect: 'Allow' as const,
    actions: ['dynamodb:DeleteTable'],
    notActions: [],
    resources: ['arn:aws:dynamodb:r:1:table/t'],
    notResources: [],
    conditions: [],
    to: 'role' as const,
    certain: true,
  };
  const resource = 'arn:aws:dynamodb:r:1:table/t';
  const found = rolePermissions([], [READS], [{ resource, name: 'P', isOwn: true, statements: [statement] }]);
  expect(found.granted).toMatchObject([{ action: 'dynamodb:DeleteTable', resource, policy: 'P' }]);
  expect(found.excess).toMatchObject([{ action: 'dynamodb:DeleteTable', resource, policy: 'P' }]);
});

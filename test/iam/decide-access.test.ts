import { array, assert, constantFrom, oneof, property, record, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideAccess, type AccessQuestion } from '../../src/iam/index.js';
import type { PolicyStatement, RolePolicy } from '../../src/model/index.js';
import { evaluate } from './second-evaluator.js';

const NONE = { actions: [], notActions: [], resources: [], notResources: [], conditions: [] };

function allow(more: Partial<PolicyStatement>): PolicyStatement {
  return { ...NONE, effect: 'Allow', ...more };
}

function deny(more: Partial<PolicyStatement>): PolicyStatement {
  return { ...NONE, effect: 'Deny', ...more };
}

function policy(...statements: PolicyStatement[]): RolePolicy {
  return { name: 'p', kind: 'inline', arn: null, statements };
}

function boundary(...statements: PolicyStatement[]): RolePolicy {
  return { ...policy(...statements), kind: 'boundary' };
}

const UNREAD: RolePolicy = { name: 'own', kind: 'managed', arn: null, statements: null };
const TABLE = 'arn:aws:dynamodb:eu-west-1:111111111111:table/orders';
const ALL = policy(allow({ actions: ['*'], resources: ['*'] }));

describe('access of a role to an action', () => {
  test.each<[string, RolePolicy[], AccessQuestion, string]>([
    ['nothing is granted by default', [], { action: 'dynamodb:GetItem', resource: TABLE }, 'denied'],
    [
      'actions ignore case',
      [policy(allow({ actions: ['DynamoDB:getitem'], resources: [TABLE] }))],
      { action: 'dynamodb:GetItem', resource: TABLE },
      'allowed',
    ],
    [
      'resources do not',
      [policy(allow({ actions: ['*'], resources: [TABLE.toUpperCase()] }))],
      { action: 'dynamodb:GetItem', resource: TABLE },
      'denied',
    ],
    [
      'a denial wins',
      [ALL, policy(deny({ actions: ['dynamodb:*'], resources: ['*'] }))],
      { action: 'dynamodb:GetItem', resource: TABLE },
      'denied',
    ],
    [
      'a denial under a condition leaves it open',
      [ALL, policy(deny({ actions: ['*'], resources: ['*'], conditions: ['Bool aws:SecureTransport'] }))],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::a/b' },
      'conditional',
    ],
    [
      'a boundary limits',
      [ALL, boundary(allow({ actions: ['s3:*'], resources: ['*'] }))],
      { action: 'dynamodb:GetItem', resource: TABLE },
      'denied',
    ],
    [
      'a boundary grants nothing',
      [boundary(allow({ actions: ['*'], resources: ['*'] }))],
      { action: 's3:GetObject', resource: null },
      'denied',
    ],
    [
      'all but one service',
      [policy(allow({ notActions: ['iam:*'], resources: ['*'] }))],
      { action: 'iam:PassRole', resource: null },
      'denied',
    ],
    [
      'all but one resource',
      [policy(allow({ actions: ['*'], notResources: [TABLE] }))],
      { action: 'dynamodb:GetItem', resource: TABLE },
      'denied',
    ],
    [
      'a variable in the resource',
      [policy(allow({ actions: ['s3:*'], resources: ['arn:aws:s3:::home/${aws:username}/*'] }))],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::home/x/y' },
      'conditional',
    ],
    [
      'an escaped star is no variable',
      [policy(allow({ actions: ['s3:*'], resources: ['arn:aws:s3:::home/${*}'] }))],
      { action: 's3:GetObject', resource: 'arn:aws:s3:::home/x' },
      'denied',
    ],
    [
      'on one resource at least',
      [policy(allow({ actions: ['s3:*'], resources: ['arn:aws:s3:::one/*'] }))],
      { action: 's3:GetObject', resource: null },
      'allowed',
    ],
    [
      'a policy that was not read may allow it',
      [UNREAD],
      { action: 's3:GetObject', resource: null },
      'unknown',
    ],
    [
      'a policy that was not read cannot undo a denial',
      [UNREAD, policy(deny({ actions: ['s3:*'], resources: ['*'] }))],
      { action: 's3:GetObject', resource: null },
      'denied',
    ],
  ])('%s', (...[, policies, question, expected]) => {
    expect(decideAccess(policies, question)).toBe(expected);
  });

  test('a pattern of stars takes no longer than its square', () => {
    const policies = [policy(allow({ actions: ['*'], resources: ['*a'.repeat(2000)] }))];
    expect(decideAccess(policies, { action: 's3:GetObject', resource: 'a'.repeat(4000) })).toBe('allowed');
  });
});

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'dynamodb:GetItem', 'dynamodb:DeleteItem', 'iam:PassRole'];
const ACTION_PATTERNS = [...ACTIONS, '*', 's3:*', 'S3:get*', 'dynamodb:?etItem', '*:*Item', 'i*:Pass*'];
const RESOURCES = ['arn:aws:s3:::a/1', 'arn:aws:s3:::b/1', TABLE, 'arn:aws:iam::1:role/x'];
const RESOURCE_PATTERNS = [
  ...RESOURCES,
  '*',
  'arn:aws:s3:::a/*',
  'arn:aws:s3:::?/1',
  'arn:*:table/*',
  'arn:aws:iam::*',
];

const patterns = (from: readonly string[]) =>
  uniqueArray(constantFrom(...from), { minLength: 1, maxLength: 3 });
const named = oneof(
  patterns(ACTION_PATTERNS).map((actions) => ({ actions, notActions: [] })),
  patterns(ACTION_PATTERNS).map((notActions) => ({ actions: [], notActions })),
);
const placed = oneof(
  patterns(RESOURCE_PATTERNS).map((resources) => ({ resources, notResources: [] })),
  patterns(RESOURCE_PATTERNS).map((notResources) => ({ resources: [], notResources })),
);
const statement = record({
  effect: constantFrom('Allow' as const, 'Allow' as const, 'Deny' as const),
  actions: named,
  resources: placed,
  conditions: constantFrom([], [], ['Bool aws:SecureTransport']),
}).map(({ effect, actions, resources, conditions }) => ({ effect, ...actions, ...resources, conditions }));
const policies = array(
  record({
    name: constantFrom('p'),
    kind: constantFrom('inline' as const, 'managed' as const, 'boundary' as const),
    arn: constantFrom(null),
    statements: array(statement, { maxLength: 3 }),
  }),
  { maxLength: 3 },
);

const AGREES = new Map([
  ['all', ['allowed']],
  // Two conditions can exclude each other, which is not evaluated here: "conditional" then stands for none.
  ['none', ['denied', 'conditional']],
  ['some', ['conditional']],
]);

test('a second evaluator agrees on 5,000 generated questions', () => {
  let decided = 0;
  assert(
    property(policies, constantFrom(...ACTIONS), constantFrom(...RESOURCES), (roles, action, resource) => {
      const mine = decideAccess(roles, { action, resource });
      const other = evaluate(roles, { action, resource });
      if (mine !== 'conditional') decided += 1;
      expect(AGREES.get(other)).toContain(mine);
    }),
    { numRuns: 5000, seed: 20 },
  );
  expect(decided).toBeGreaterThan(3500);
});

import { describe, expect, test } from 'vitest';
import type { RolePolicy } from '../../../src/model/index.js';
import type { RoleUseRow } from '../../../src/store/index.js';
import { compareRoles, roleAnswer, type RoleAnswer } from '../../../src/sweep/describe/role-answer.js';
import { settingsOf } from '../../support/model-builders.js';
import { permissionsWith } from '../../support/needs-of.js';

const ACCOUNT = '111111111111';
const TABLE = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders`;

function policyOf(actions: readonly string[] | null, kind: RolePolicy['kind'] = 'inline'): RolePolicy {
  const statement = {
    effect: 'Allow' as const,
    actions: actions ?? [],
    notActions: [],
    resources: ['*'],
    notResources: [],
    conditions: [],
  };
  return { name: `a ${kind} policy`, kind, arn: null, statements: actions && [statement] };
}

function use(name: string, more: Partial<RoleUseRow> = {}): RoleUseRow {
  return {
    arn: `arn:${name}`,
    name,
    account: ACCOUNT,
    region: 'eu-west-1',
    version: '$LATEST',
    reachable: true,
    stale: false,
    functionFacts: { polled: [], failed: [] },
    versionFacts: { settings: settingsOf() },
    judged: true,
    permissions: permissionsWith([`dynamodb:GetItem ${TABLE}`]),
    ...more,
  };
}

function answer(policies: readonly RolePolicy[] | null, ...uses: readonly RoleUseRow[]): RoleAnswer {
  const role = `arn:aws:iam::${ACCOUNT}:role/service/${uses[0]?.name}`;
  const found = roleAnswer({ role, facts: policies && { policies }, uses }, [
    { function: 'arn:a', rule: 'unused-actions', severity: 'low', title: 'low' },
    { function: 'arn:a', rule: 'role-allows-service', severity: 'medium', title: 'medium' },
    { function: 'arn:other', rule: 'unused-actions', severity: 'low', title: 'of another function' },
  ]);
  if (!found) throw new Error('no answer');
  return found;
}

const GET = policyOf(['dynamodb:GetItem']);
const DELETES = policyOf(['dynamodb:GetItem', 'dynamodb:DeleteTable']);

describe('what is known of a role', () => {
  test.each<[string, readonly RolePolicy[] | null, [Partial<RoleUseRow>, number | null, boolean]]>([
    ['everything is needed', [GET], [{}, 0, false]],
    ['an action is not needed', [DELETES], [{}, 1, false]],
    ['the code may need more', [DELETES], [{ permissions: permissionsWith([], { atLeast: true }) }, 2, true]],
    ['the code was not analysed', [DELETES], [{ permissions: null }, null, true]],
    ['no policy was read', [policyOf(null)], [{}, null, false]],
    ['no sweep has read the role', null, [{}, null, false]],
    ['it has no policy', [], [{}, 0, false]],
    ['one policy was read', [DELETES, policyOf(null, 'managed')], [{}, 1, false]],
  ])('%s', (_, policies, [more, excessActions, atLeast]) => {
    const found = answer(policies, use('a', more));
    expect([found.excessActions, found.excess === null, found.atLeast]).toEqual([
      excessActions,
      excessActions === null,
      atLeast,
    ]);
  });

  test('one function of several that was not analysed makes the excess "not seen to be used"', () => {
    const found = answer([DELETES], use('a'), use('b', { permissions: null }));
    expect(found).toMatchObject({ functionCount: 2, atLeast: true, excessActions: 1 });
    expect(found.functions.map(({ needs }) => needs === null)).toEqual([false, true]);
  });

  test('unread policies and boundaries are named; versions that nothing calls are counted', () => {
    const policies = [GET, policyOf(null, 'managed'), policyOf(null, 'boundary')];
    const found = answer(policies, use('a'), use('a', { version: '3', reachable: false, permissions: null }));
    expect(found).toMatchObject({ unread: ['a managed policy'], boundary: 'unread', otherVersions: 1 });
    expect(found.functions.map(({ version }) => version)).toEqual(['$LATEST']);
    expect(answer([GET], use('a'))).toMatchObject({ unread: [], boundary: 'none' });
    expect(answer(null, use('a')).unread).toEqual(['all']);
  });

  test('findings of its functions, the worst first', () => {
    expect(answer([GET], use('a')).findings.map(({ title }) => title)).toEqual(['medium', 'low']);
  });

  test('functions without a known role have no answer', () => {
    expect(roleAnswer({ role: null, facts: null, uses: [use('a')] }, [])).toBeNull();
  });
});

/** The worst first. */
const ORDER: readonly (readonly [string, RoleAnswer])[] = [
  ['may do everything', answer([policyOf(['*'])], use('administrator'))],
  ['may gain permissions', answer([policyOf(['iam:PutRolePolicy'])], use('escalates'))],
  ['may destroy a table', answer([DELETES], use('drops'))],
  ['may change permissions', answer([policyOf(['sqs:AddPermission'])], use('permits'))],
  [
    'may delete items, of three functions',
    answer([policyOf(['dynamodb:DeleteItem'])], use('x'), use('y'), use('z')),
  ],
  ['may delete items, of one function', answer([policyOf(['dynamodb:DeleteItem'])], use('deletes'))],
  ['may read data', answer([policyOf(['s3:GetObject'])], use('reads'))],
  ['is not known', answer(null, use('unread'))],
  ['needs are not known', answer([policyOf(['sqs:SendMessage'])], use('unseen', { permissions: null }))],
  ['may do two harmless things', answer([policyOf(['sns:ListSubscriptions', 'sns:ListTopics'])], use('b'))],
  ['may do a harmless thing', answer([policyOf(['sns:ListTopics'])], use('a'))],
  ['may do only what is needed', answer([GET], use('least'))],
];

test('the order of roles', () => {
  const named = new Map(ORDER.map(([words, role]) => [role, words]));
  const shuffled = ORDER.map(([, role]) => role).reverse();
  expect(shuffled.sort(compareRoles).map((role) => named.get(role))).toEqual(ORDER.map(([words]) => words));
});

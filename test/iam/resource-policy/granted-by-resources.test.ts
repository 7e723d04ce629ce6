import { describe, expect, test } from 'vitest';
import { LOGS, SETTINGS, TABLE, answer, policy, updates } from '../../support/role-policies.js';

describe('policies of resources', () => {
  const about = {
    effect: 'Allow' as const,
    actions: ['dynamodb:*'],
    notActions: [],
    resources: ['*'],
    notResources: [],
    conditions: [],
    to: 'role' as const,
    certain: true,
  };
  const settings = (fields: Partial<typeof about> | null, effect: 'Allow' | 'Deny' = 'Allow') => ({
    ...SETTINGS,
    resourcePolicies: [
      {
        resource: TABLE,
        name: 'TablePolicy',
        isOwn: true,
        statements: fields === null ? null : [{ ...about, ...fields, effect }],
      },
    ],
  });

  test('what they grant to the role is granted, and may be too much', () => {
    const { permissions, findings: all } = answer([LOGS], updates(), settings({}));
    expect(permissions?.granted).toContainEqual({
      action: 'dynamodb:*',
      resource: TABLE,
      effect: 'Allow',
      policy: 'TablePolicy',
      conditions: [],
    });
    expect(permissions).toMatchObject({ lacked: [], unreadPolicies: [] });
    expect(all.map(({ id }) => id)).toEqual(['unused-actions#dynamodb:*']);
  });

  test('what they deny is denied, and no excess', () => {
    const own = policy('own', {
      actions: ['dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
      resources: [TABLE],
    });
    const denied = settings({ actions: ['dynamodb:*'] }, 'Deny');
    const { permissions, findings: all } = answer([LOGS, own], updates(), denied);
    expect(permissions?.lacked).toEqual([
      { action: 'dynamodb:UpdateItem', resource: TABLE, reason: 'policy TablePolicy denies it' },
    ]);
    expect(all).toEqual([]);
    expect(permissions?.granted.map(({ effect }) => effect)).toContain('Deny');
  });

  test('those that were not read are named, and nothing is concluded from them', () => {
    expect(answer([LOGS], updates(), settings(null)).permissions).toMatchObject({
      lacked: [],
      unreadPolicies: [TABLE],
    });
  });

  test('without a known role nothing is lacking', () => {
    expect(answer(null, updates(), settings({ to: 'role' })).permissions?.lacked).toEqual([]);
  });
});

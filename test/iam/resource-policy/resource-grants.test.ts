import { expect, test } from 'vitest';
import { comparedGrants, grantsByResources } from '../../../src/iam/resource-policy/resource-grants.js';
import type { ResourcePolicy, ResourceStatement } from '../../../src/model/index.js';

const PLAIN: ResourceStatement = {
  effect: 'Allow',
  actions: ['s3:*'],
  notActions: [],
  resources: ['*'],
  notResources: [],
  conditions: [],
  to: 'role',
  certain: true,
};

function policy(fields: Partial<ResourceStatement>, more: Partial<ResourcePolicy> = {}): ResourcePolicy[] {
  return [
    { resource: 'arn:aws:s3:::a', name: 'P', isOwn: true, statements: [{ ...PLAIN, ...fields }], ...more },
  ];
}

function shown(policies: readonly ResourcePolicy[], grants = grantsByResources): string[] {
  return grants(policies).flatMap(({ name, statements }) =>
    (statements ?? []).map(({ effect, actions, resources, conditions }) =>
      `${name} ${effect} ${actions.join()} ${resources.join()} ${conditions.join()}`.trim(),
    ),
  );
}

test.each<[string, ResourcePolicy[], string[]]>([
  ['a star means the resource', policy({}), ['P Allow s3:* arn:aws:s3:::a,arn:aws:s3:::a/*']],
  ['everybody', policy({ to: 'anyone', resources: ['x'] }), ['P Allow s3:* x']],
  ['an account passes on, and grants nothing', policy({ to: 'account' }), []],
  [
    'a denial for the account',
    policy({ to: 'account', effect: 'Deny', resources: ['x'] }),
    ['P Deny s3:* x'],
  ],
  ['perhaps the role', policy({ certain: false, resources: ['x'] }), ['P Allow s3:* x its principal']],
  [
    'all but some',
    policy({ resources: [], notResources: ['x'] }),
    ['P Allow s3:* arn:aws:s3:::a,arn:aws:s3:::a/* NotResource x'],
  ],
  ['of another account', policy({}, { isOwn: false }), []],
  ['not read', policy({}, { statements: null }), []],
])('%s', (_, policies, expected) => {
  expect(shown(policies)).toEqual(expected);
});

test('what everybody is allowed is no excess of the role', () => {
  expect(shown(policy({ to: 'anyone' }), comparedGrants)).toEqual([]);
  expect(shown(policy({ resources: ['x'] }), comparedGrants)).toEqual(['P Allow s3:* x']);
});

test('what a key keeps from the account is not granted', () => {
  const resource = 'arn:aws:kms:r:1:key/k';
  const closed = policy({}, { resource, statements: [] });
  expect(shown(closed, comparedGrants)).toEqual([`P Deny kms:* ${resource}`]);
  expect(shown(closed)).toEqual([]);
  expect(shown(policy({ to: 'account' }, { resource }), comparedGrants)).toEqual([]);
});

import { expect, test } from 'vitest';
import { actionsMatching } from '../../src/iam/action-table.js';
import { expandGrants } from '../../src/iam/expand-grants.js';
import { decideAccess, managedPolicyStatements } from '../../src/iam/index.js';
import type { PolicyStatement, RolePolicy } from '../../src/model/index.js';

function policy(kind: RolePolicy['kind'], ...statements: Partial<PolicyStatement>[]): RolePolicy {
  const plain = {
    effect: 'Allow' as const,
    actions: [],
    notActions: [],
    resources: ['*'],
    notResources: [],
    conditions: [],
  };
  return { name: kind, kind, arn: null, statements: statements.map((one) => ({ ...plain, ...one })) };
}

const S3 = policy('boundary', { actions: ['s3:*', 'sqs:*'] }, { effect: 'Deny', actions: ['s3:Put*'] });
const ONE_BUCKET = { resources: ['arn:aws:s3:::a'] };

test.each<[string, RolePolicy[]]>([
  ['one action', [policy('inline', { actions: ['s3:getobject'] })]],
  ['all but some', [policy('inline', { notActions: ['s3:Get*', 'iam:*'] })]],
  ['a denial', [policy('inline', { actions: ['s3:*'] }, { effect: 'Deny', actions: ['s3:Delete*'] })]],
  [
    'a denial on one bucket',
    [policy('inline', { actions: ['s3:*'] }, { effect: 'Deny', actions: ['s3:Delete*'], ...ONE_BUCKET })],
  ],
  [
    'a denial under a condition',
    [policy('inline', { actions: ['s3:*'] }, { effect: 'Deny', actions: ['s3:*'], conditions: ['Bool x'] })],
  ],
  [
    'a denial of all but some',
    [policy('inline', { actions: ['s3:*', 'sqs:*'] }, { effect: 'Deny', notActions: ['sqs:*'] })],
  ],
  [
    'a denial on all buckets but one',
    [
      policy(
        'inline',
        { actions: ['s3:*'] },
        { effect: 'Deny', actions: ['s3:*'], resources: [], notResources: ['arn:aws:s3:::a'] },
      ),
    ],
  ],
  ['a boundary', [policy('inline', { actions: ['s3:*', 'sns:*'] }), S3]],
  ['a boundary that was not read', [policy('inline', { actions: ['s3:*'] }), { ...S3, statements: null }]],
])('%s: an action is allowed where decideAccess does not deny it', (_, policies) => {
  const { allowed } = expandGrants(policies);
  const sample = ['s3:*', 'sqs:*', 'sns:*', 'iam:*'].flatMap((pattern) => actionsMatching(pattern));
  const expected = sample.filter(({ action }) => {
    const access = decideAccess(policies, { action, resource: null });
    const isGranted = decideAccess(
      policies.filter(({ kind }) => kind !== 'boundary'),
      { action, resource: null },
    );
    return access !== 'denied' && isGranted !== 'denied';
  });
  const names = (all: Iterable<{ action: string }>) => [...all].map(({ action }) => action).sort();
  const inSample = new Set(sample);
  expect(names([...allowed].filter((facts) => inSample.has(facts)))).toEqual(names(expected));
});

test('grants have the patterns of their statements, on each resource', () => {
  const two = policy('inline', { actions: ['sqs:Send*', 's3:GetObject'], resources: ['a', 'b'] });
  expect(expandGrants([two]).grants.map(({ pattern, resource }) => `${pattern} ${resource}`)).toEqual([
    'sqs:Send* a',
    'sqs:Send* b',
    's3:GetObject a',
    's3:GetObject b',
  ]);
});

test('a boundary grants nothing', () => {
  const boundary = { ...policy('boundary'), statements: managedPolicyStatements('ReadOnlyAccess') };
  expect(expandGrants([boundary]).allowed.size).toBe(0);
});

import { expect, test } from 'vitest';
import { actionFacts, actionsMatching } from '../../src/iam/index.js';

test.each([
  ['dynamodb:getitem', 'dynamodb:GetItem', 'read'],
  ['S3:PUTOBJECT', 's3:PutObject', 'write'],
  ['iam:PassRole', 'iam:PassRole', 'write'],
  ['s3:PutBucketPolicy', 's3:PutBucketPolicy', 'permissions-management'],
  ['s3:listallmybuckets', 's3:ListAllMyBuckets', 'list'],
])('%s is %s: %s', (name, action, level) => {
  expect(actionFacts(name)).toMatchObject({ action, level });
});

test('an action that AWS does not have has no facts', () => {
  for (const name of ['s3:Nothing', 'nothing:GetItem', '', ':', '__proto__:x', 'constructor:name'])
    expect(actionFacts(name)).toBeNull();
});

test('patterns name actions in any case', () => {
  const names = (pattern: string) => actionsMatching(pattern).map(({ action }) => action);
  expect(names('DynamoDB:Batch*')).toEqual(['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem']);
  expect(names('dynamo?b:*Item')).toContain('dynamodb:DeleteItem');
  expect(names('nothing:*')).toEqual([]);
  expect(names('*').length).toBeGreaterThan(20_000);
  expect(names('*:*').length).toBe(names('*').length);
});

test('an action names the resources that limit it', () => {
  expect(actionFacts('dynamodb:GetItem')?.resources).toEqual([
    'arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}',
  ]);
  expect(actionFacts('s3:ListAllMyBuckets')?.resources).toEqual([]);
});

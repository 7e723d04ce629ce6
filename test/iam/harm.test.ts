import { expect, test } from 'vitest';
import { actionFacts } from '../../src/iam/action-table.js';
import { byHarm, harmOf } from '../../src/iam/harm.js';

function facts(action: string) {
  const found = actionFacts(action);
  if (!found) throw new Error(action);
  return found;
}

test.each([
  ['iam:PutRolePolicy', 3],
  ['s3:PutBucketPolicy', 3],
  ['dynamodb:DeleteTable', 4],
  ['dynamodb:DeleteItem', 2],
  ['sqs:PurgeQueue', 4],
  ['kms:ScheduleKeyDeletion', 4],
  ['s3:GetObject', 1],
  ['secretsmanager:GetSecretValue', 1],
  ['dynamodb:Scan', 1],
  ['s3:GetBucketTagging', 0],
  ['dynamodb:UpdateItem', 0],
  ['ec2:DescribeInstances', 0],
] as const)('%s: %i', (action, harm) => {
  expect(harmOf(facts(action))).toBe(harm);
});

test('the most harmful first, then by name', () => {
  const names = ['s3:GetObject', 'dynamodb:UpdateItem', 'dynamodb:DeleteTable', 'dynamodb:DeleteItem'];
  expect(
    names
      .map(facts)
      .sort(byHarm)
      .map(({ action }) => action),
  ).toEqual(['dynamodb:DeleteTable', 'dynamodb:DeleteItem', 's3:GetObject', 'dynamodb:UpdateItem']);
});

import { expect, test } from 'vitest';
import { protectedResource } from '../../../src/aws/sources/policy-text.js';
import { openSources } from '../../../src/aws/sources/read-sources.js';
import {
  fakeSources,
  SOURCE_REGION,
  sourceArn,
  STARTED,
  type FakeAnswers,
} from '../../support/fake-sources.js';

test.each<[string, string | null]>([
  ['arn:aws:s3:::photos/*', 'arn:aws:s3:::photos'],
  ['arn:aws:s3:::photos', 'arn:aws:s3:::photos'],
  ['arn:aws:s3:::photos-*', null],
  ['arn:aws:sqs:r:1:jobs', 'arn:aws:sqs:r:1:jobs'],
  ['arn:aws:sqs:*:1:jobs', null],
  ['arn:aws:sqs:r:1:*', null],
  ['arn:aws:sns:r:1:news', 'arn:aws:sns:r:1:news'],
  ['arn:aws:dynamodb:r:1:table/orders/index/*', 'arn:aws:dynamodb:r:1:table/orders'],
  ['arn:aws:dynamodb:r:1:table/*', null],
  ['arn:aws:kms:r:1:key/1234-abcd', 'arn:aws:kms:r:1:key/1234-abcd'],
  ['arn:aws:kms:r:1:alias/own', null],
  ['arn:aws:secretsmanager:r:1:secret:db-AbCdEf', 'arn:aws:secretsmanager:r:1:secret:db-AbCdEf'],
  ['arn:aws:secretsmanager:r:1:secret:db-??????', null],
  ['arn:aws:lambda:r:1:function:x', null],
  ['arn:aws:sqs:<region>:1:jobs', null],
  ['*', null],
])('%s', (arn, expected) => {
  expect(protectedResource(arn)?.arn ?? null).toBe(expected);
});

async function textOf(answers: FakeAnswers, arn: string) {
  return openSources(fakeSources(answers).access, SOURCE_REGION).policyText(arn, STARTED);
}

const SECRET = sourceArn('secretsmanager', 'secret:db-AbCdEf');
const KEY = sourceArn('kms', 'key/1');
const TABLE = sourceArn('dynamodb', 'table/orders');

test.each<[string, FakeAnswers, string, string | null | undefined]>([
  ['a secret', { GetResourcePolicy: { ResourcePolicy: '{}' } }, SECRET, '{}'],
  ['a secret without one', { GetResourcePolicy: { Name: 'db' } }, SECRET, null],
  ['a key', { GetKeyPolicy: { Policy: '{}' } }, KEY, '{}'],
  ['a key whose policy is not shown', { GetKeyPolicy: {} }, KEY, undefined],
  ['a table', { GetResourcePolicy: { Policy: '{}' } }, TABLE, '{}'],
  ['a table without one', { GetResourcePolicy: 'PolicyNotFoundException' }, TABLE, null],
  ['a table that is gone', { GetResourcePolicy: 'ResourceNotFoundException' }, TABLE, undefined],
  ['a queue', { GetQueueAttributes: { Attributes: { Policy: '{}' } } }, sourceArn('sqs', 'jobs'), '{}'],
  ['a topic', { GetTopicAttributes: { Attributes: { Policy: '{}' } } }, sourceArn('sns', 'news'), '{}'],
  ['a bucket without one', { GetBucketPolicy: 'NoSuchBucketPolicy' }, sourceArn('s3', 'photos'), null],
  ['a refused one', { GetBucketPolicy: 'AccessDenied' }, sourceArn('s3', 'photos'), undefined],
  [
    'one of another account',
    { GetKeyPolicy: { Policy: '{}' } },
    KEY.replace(/\d{12}/, '999999999999'),
    undefined,
  ],
])('the policy of %s', async (...[, answers, arn, expected]) => {
  expect(await textOf(answers, arn)).toBe(expected);
});

test('what was refused is a gap that hides no code', async () => {
  const sources = openSources(fakeSources({ GetKeyPolicy: 'AccessDeniedException' }).access, SOURCE_REGION);
  await sources.policyText(KEY, STARTED);
  await sources.policyText(`${KEY}2`, STARTED);
  expect(sources.gaps()).toMatchObject([
    {
      action: 'kms:GetKeyPolicy',
      affectsCompleteness: false,
      reason: expect.stringContaining('What policies of 2 resources grant or deny is not known.') as string,
    },
  ]);
});

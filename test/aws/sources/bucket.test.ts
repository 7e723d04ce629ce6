import { describe, expect, test } from 'vitest';
import { openSources } from '../../../src/aws/sources/read-sources.js';
import type { TriggerAccess } from '../../../src/model/index.js';
import {
  callersIn,
  fakeSources,
  openPolicy,
  SOURCE_REGION,
  sourceArn,
  STARTED,
  type FakeAnswers,
} from '../../support/fake-sources.js';

const TO_OTHER = { Principal: { AWS: 'arn:aws:iam::999999999999:root' } };

type Row = readonly [what: string, answers: FakeAnswers, access: TriggerAccess, statement: RegExp];

const NO_BUCKET_SETTINGS: FakeAnswers = {
  GetBucketPolicy: 'NoSuchBucketPolicy',
  GetPublicAccessBlock: 'NoSuchPublicAccessBlockConfiguration',
  GetBucketAcl: { Grants: [{ Grantee: { ID: 'owner' }, Permission: 'FULL_CONTROL' }] },
};
const BLOCKED = {
  GetPublicAccessBlock: {
    PublicAccessBlockConfiguration: { RestrictPublicBuckets: true, IgnorePublicAcls: true },
  },
};

function acl(group: string, permission: string): FakeAnswers {
  const URI = `http://acs.amazonaws.com/groups/global/${group}`;
  return { GetBucketAcl: { Grants: [{ Grantee: { URI }, Permission: permission }] } };
}

function open(fields: object = {}, action = 's3:PutObject'): FakeAnswers {
  return { 'GetBucketPolicy uploads': { Policy: openPolicy(action, fields) } };
}

describe('a bucket', () => {
  test.each<Row>([
    ['without a policy', {}, 'service', /nobody/],
    ['anybody may write to', open(), 'anyone', /account blocks the public was not read/],
    [
      'anybody may write to, blocked by the account',
      { ...open(), GetAccountPublicAccessBlock: BLOCKED.GetPublicAccessBlock },
      'service',
      /nobody/,
    ],
    [
      'anybody may write to, in an account that blocks nothing',
      { ...open(), GetAccountPublicAccessBlock: 'NoSuchPublicAccessBlockConfiguration' },
      'anyone',
      /anybody may s3:PutObject$/,
    ],
    [
      'all users may write to, ignored by the account',
      { ...acl('AuthenticatedUsers', 'WRITE'), GetAccountPublicAccessBlock: BLOCKED.GetPublicAccessBlock },
      'service',
      /nobody/,
    ],
    ['anybody may read', open({}, 's3:GetObject'), 'service', /nobody/],
    ['with a public policy that its block stops', { ...open(), ...BLOCKED }, 'service', /nobody/],
    ['another account may write to, blocked', { ...open(TO_OTHER), ...BLOCKED }, 'account', /999999999999/],
    ['all users may write to', acl('AllUsers', 'WRITE'), 'anyone', /access control list/],
    ['all users may read', acl('AllUsers', 'READ'), 'service', /nobody/],
    [
      'users of any account may write to',
      acl('AuthenticatedUsers', 'FULL_CONTROL'),
      'account',
      /any account/,
    ],
    ['with a list that its block ignores', { ...acl('AllUsers', 'WRITE'), ...BLOCKED }, 'service', /nobody/],
    [
      'whose policy is refused',
      { GetBucketPolicy: 'AccessDenied' },
      'unknown',
      /s3:GetBucketPolicy was refused/,
    ],
    [
      'whose block is refused',
      { ...open(), GetPublicAccessBlock: 'AccessDenied' },
      'unknown',
      /s3:GetBucketPublicAccessBlock was refused/,
    ],
    ['that is gone', { GetBucketPolicy: 'NoSuchBucket' }, 'unknown', /not found/],
  ])('%s', async (_, answers, ...expected) => {
    const found = await callersIn({ ...NO_BUCKET_SETTINGS, ...answers }, sourceArn('s3', 'uploads'));
    expect([found?.access, found?.statement]).toEqual([expected[0], expect.stringMatching(expected[1])]);
  });
});

test('the block of the account is read once, and only where a bucket is open', async () => {
  const { access, calls } = fakeSources({ ...NO_BUCKET_SETTINGS, ...open() });
  const sources = openSources(access, SOURCE_REGION);
  for (const bucket of ['quiet', 'uploads', 'uploads'])
    await sources.callersOf(sourceArn('s3', bucket), STARTED);
  expect(calls.filter((call) => call.startsWith('GetAccount'))).toEqual(['GetAccountPublicAccessBlock']);
  expect(sources.gaps()).toMatchObject([
    { action: 's3:GetAccountPublicAccessBlock', affectsCompleteness: false },
  ]);
});

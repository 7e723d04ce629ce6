import { describe, expect, test } from 'vitest';
import { openSources } from '../../../src/aws/sources/read-sources.js';
import type { TriggerAccess } from '../../../src/model/index.js';
import { FAKE_ACCOUNT } from '../../support/fake-account.js';
import {
  callersIn,
  fakeSources,
  openPolicy,
  SOURCE_REGION,
  sourceArn,
  STARTED,
  type FakeAnswers,
} from '../../support/fake-sources.js';

const OTHER = '999999999999';

const FROM_BUCKET = { Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:s3:::uploads` } } };
const FROM_OWN = { Condition: { StringEquals: { 'aws:SourceAccount': FAKE_ACCOUNT } } };
const OF_ORGANISATION = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-secret' } } };
const TO_OTHER = { Principal: { AWS: `arn:aws:iam::${OTHER}:root` } };
const TO_OWN = { Principal: { AWS: `arn:aws:iam::${FAKE_ACCOUNT}:role/worker` } };

type Row = readonly [what: string, answers: FakeAnswers, access: TriggerAccess, statement: RegExp];

function queue(text?: string): FakeAnswers {
  return { 'GetQueueAttributes jobs': { Attributes: text === undefined ? {} : { Policy: text } } };
}

describe('a queue', () => {
  test.each<Row>([
    ['without a policy', queue(), 'service', /nobody of other accounts/],
    ['anybody may send to', queue(openPolicy('SQS:SendMessage')), 'anyone', /anybody may sqs:SendMessage/],
    ['with every action for everybody', queue(openPolicy('sqs:*')), 'anyone', /anybody/],
    ['everybody may only read', queue(openPolicy('sqs:ReceiveMessage')), 'service', /nobody/],
    [
      'another account may send to',
      queue(openPolicy('sqs:SendMessage', TO_OTHER)),
      'account',
      /999999999999/,
    ],
    [
      'a role of its account may send to',
      queue(openPolicy('sqs:SendMessage', TO_OWN)),
      'service',
      /role\/worker/,
    ],
    ['an organisation may send to', queue(openPolicy('sqs:*', OF_ORGANISATION)), 'account', /principalorgid/],
    [
      'a topic of the account may send to',
      queue(openPolicy('sqs:SendMessage', { Principal: { Service: 'sns.amazonaws.com' }, ...FROM_OWN })),
      'service',
      /sns\.amazonaws\.com/,
    ],
    [
      'a service may send to for any account',
      queue(openPolicy('sqs:SendMessage', { Principal: { Service: 'sns.amazonaws.com' } })),
      'account',
      /any account/,
    ],
    ['with a policy that is none', queue('no policy'), 'unknown', /could not be read/],
    ['that is gone', { GetQueueAttributes: 'QueueDoesNotExist' }, 'unknown', /not found/],
    [
      'that is refused',
      { GetQueueAttributes: 'AccessDenied' },
      'unknown',
      /sqs:GetQueueAttributes was refused/,
    ],
  ])('%s', async (_, answers, ...expected) => {
    const found = await callersIn(answers, sourceArn('sqs', 'jobs'));
    expect([found?.access, found?.statement]).toEqual([expected[0], expect.stringMatching(expected[1])]);
    expect(found?.statement).not.toContain('o-secret');
  });
});

function topic(text: string): FakeAnswers {
  return { 'GetTopicAttributes news': { Attributes: { Policy: text } } };
}

/** The policy that SNS gives every topic. */
const OF_OWNER = {
  Principal: { AWS: '*' },
  Condition: { StringEquals: { 'AWS:SourceOwner': FAKE_ACCOUNT } },
};

describe('a topic', () => {
  test.each<Row>([
    [
      'with the policy that it is made with',
      topic(openPolicy('SNS:Publish', OF_OWNER)),
      'service',
      /sns:Publish/,
    ],
    ['anybody may publish to', topic(openPolicy('sns:Publish')), 'anyone', /anybody/],
    ['another account may publish to', topic(openPolicy('sns:Publish', TO_OTHER)), 'account', /999999999999/],
    ['that is refused', { GetTopicAttributes: 'AuthorizationErrorException' }, 'unknown', /was refused/],
  ])('%s', async (_, answers, ...expected) => {
    const found = await callersIn(answers, sourceArn('sns', 'news'));
    expect([found?.access, found?.statement]).toEqual([expected[0], expect.stringMatching(expected[1])]);
  });
});

test.each([
  ['kinesis', 'stream/clicks'],
  ['dynamodb', 'table/orders/stream/2026'],
  ['events', 'rule/nightly'],
  ['elasticloadbalancing', 'loadbalancer/app/x/1'],
])('%s %s has no callers of its own, and nothing is asked', async (service, resource) => {
  const { access, calls } = fakeSources({});
  expect(
    await openSources(access, SOURCE_REGION).callersOf(sourceArn(service, resource), STARTED),
  ).toBeNull();
  expect(calls).toEqual([]);
});

test('sources of other accounts, and patterns, are not asked', async () => {
  const { access, calls } = fakeSources({});
  const sources = openSources(access, SOURCE_REGION);
  for (const arn of [sourceArn('sqs', 'jobs', OTHER), sourceArn('s3', 'uploads-*'), sourceArn('sns', '*')])
    expect((await sources.callersOf(arn, STARTED))?.access).toBe('unknown');
  expect(calls).toEqual([]);
  expect(sources.gaps()).toEqual([]);
});

test('each source is asked once, for all of its functions', async () => {
  const { access, calls } = fakeSources({
    ...queue(openPolicy('sqs:*', FROM_BUCKET)),
    'GetRestApi abc123': {},
    GetResources: {},
    GetStages: {},
  });
  const sources = openSources(access, SOURCE_REGION);
  await Promise.all(
    ['orders', 'orders-2', 'carts'].flatMap((name) =>
      [sourceArn('sqs', 'jobs'), sourceArn('execute-api', `abc123/*/GET/${name}`)].map((arn) =>
        sources.callersOf(arn, STARTED.replace('orders', name)),
      ),
    ),
  );
  expect(calls.sort()).toEqual([
    'GetQueueAttributes jobs',
    'GetResources abc123',
    'GetRestApi abc123',
    'GetStages abc123',
  ]);
});

test('a refused action is one gap that leaves the sweep complete, and is not tried for ever', async () => {
  const { access, calls } = fakeSources({
    GetQueueAttributes: 'AccessDenied',
    ...topic(openPolicy('sns:*')),
  });
  const sources = openSources(access, SOURCE_REGION);
  for (let at = 0; at < 40; at += 1) {
    const found = await sources.callersOf(sourceArn('sqs', `q${at}`), STARTED);
    expect(found?.access).toBe('unknown');
  }
  await sources.callersOf(sourceArn('sns', 'news'), STARTED);
  expect(calls.filter((call) => call.startsWith('GetQueue'))).toHaveLength(3);
  expect(sources.gaps()).toEqual([
    {
      account: FAKE_ACCOUNT,
      region: SOURCE_REGION,
      resource: null,
      action: 'sqs:GetQueueAttributes',
      status: 'denied',
      affectsCompleteness: false,
      reason:
        'sqs:GetQueueAttributes is not allowed (AccessDenied). Who may cause events of 40 sources is not known.',
    },
  ]);
});

test('a part of the SDK that is not installed is a gap', async () => {
  const { access } = fakeSources({});
  const missing = Object.assign(new Error("Cannot find package '@aws-sdk/client-sqs' imported from x"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  const clients = { ...access.clients, sqs: () => Promise.reject(missing) };
  const sources = openSources({ ...access, clients }, SOURCE_REGION);
  const found = await sources.callersOf(sourceArn('sqs', 'jobs'), STARTED);
  expect(found?.statement).toContain('@aws-sdk/client-sqs is not installed');
  expect(sources.gaps()).toMatchObject([
    { status: 'unsupported', action: '@aws-sdk/client-sqs', affectsCompleteness: false },
  ]);
});

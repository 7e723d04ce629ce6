import { expect, test } from 'vitest';
import { EventParts, type EventPart } from '../../src/analysis/event-parts.js';
import { SHIPPED_FLOWS } from '../support/shipped-flows.js';

const parts = new EventParts(SHIPPED_FLOWS.events);

function partAt(path: string): EventPart | null {
  return path.split('.').reduce<EventPart | null>((at, name) => at && at.part(name), parts.event);
}

const ALL = ['auth', 'email', 'http', 'queue', 'schedule', 'storage', 'stream', 'topic'];

test.each([
  ['body', ['http', 'topic']],
  ['body.user.name', ['http', 'topic']],
  ['Records.s3.object.key', ['storage']],
  ['Records.0.s3.object.key', ['storage']],
  ['Records.[].body', ['queue']],
  ['Records.Sns.Message', ['topic']],
  ['Records', ['email', 'http', 'queue', 'storage', 'stream', 'topic']],
  ['Records.map', ['email', 'http', 'queue', 'storage', 'stream', 'topic']],
  ['request.userAttributes.email', ['auth', 'topic']],
  ['request.headers', ['http', 'topic']],
  // Mapping templates of an API, and messages of devices, may have any part.
  ['userId', ALL.filter((each) => each !== 'schedule')],
  // Events that no shape describes may have it.
  ['region', ['topic']],
])('%s is chosen by the senders of %j', (path, triggers) => {
  const notFrom = partAt(path)?.notFrom ?? [];
  expect(ALL.filter((each) => !notFrom.includes(each))).toEqual(triggers);
});

test.each([
  'Records.s3.bucket',
  'Records.eventSourceARN',
  'requestContext.requestId',
  'Records.Sns.TopicArn',
])('the platform chooses %s', (path) => {
  expect(partAt(path)).toBeNull();
});

test('what nothing is known about comes from any sender', () => {
  expect(new EventParts([]).event.notFrom).toEqual([]);
  expect(new EventParts([]).event.part('a')?.notFrom).toEqual([]);
});

test.each([
  ['Records.0.ses.mail.messageId', true],
  ['Records.0.ses.receipt.action.objectKey', true],
  ['Records.0.s3.object.key', false],
  ['detail.object.key', false],
  ['Records.0.body.Records.0.s3.object.key', false],
  ['Records.0.Sns.Message.Records.*.s3.object.key.replace', false],
])('%s names what the sender has put into a bucket', (path, isSafe) => {
  const part = partAt(path);
  expect(part?.sent).toBeDefined();
  expect(part?.isSafe ?? false).toBe(isSafe);
});

test.each(['Records.0.s3.object', 'detail.key', 'detail.object.other', 'Records.0.ses.mail.source'])(
  '%s names nothing that was sent',
  (path) => {
    expect(partAt(path)).not.toBeNull();
    expect(partAt(path)?.sent).toBeUndefined();
  },
);

test.each(['Records.0.ses.receipt.recipients', 'Records.0.ses.receipt.action.topicArn'])(
  '%s is chosen by the platform',
  (path) => {
    expect(partAt(path)).toBeNull();
  },
);

import { expect, test } from 'vitest';
import { distinctTriggers, triggerOfArn, triggerOfService } from '../../src/templates/trigger-words.js';

test.each([
  ['sqs', 'queue'],
  ['s3.amazonaws.com', 'storage'],
  ['cognito-idp.amazonaws.com', 'auth'],
  ['unheard-of', 'other'],
  ['', 'other'],
])('service %j is %s', (service, type) => {
  expect(triggerOfService(service, 'x')).toEqual({ type, detail: 'x' });
});

test.each([
  [
    'arn:aws:dynamodb:eu-west-1:1:table/t/stream/2024-01-01T00:00:00.000',
    'stream',
    'table/t/stream/2024-01-01T00:00:00.000',
  ],
  ['arn:aws:sqs:eu-west-1:1:q', 'queue', 'q'],
  ['nonsense', 'other', null],
])('%s', (arn, type, detail) => {
  expect(triggerOfArn(arn)).toEqual({ type, detail });
});

test('repetitions, and triggers that another one covers, are dropped', () => {
  const http = { type: 'http', detail: 'GET /' };
  const bare = { type: 'http', detail: null };
  expect(distinctTriggers([http, bare, { ...http }])).toEqual([http]);
  expect(distinctTriggers([bare, bare])).toEqual([bare]);
});

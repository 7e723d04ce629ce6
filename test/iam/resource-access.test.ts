import { expect, test } from 'vitest';
import { accessByPolicy } from '../../src/iam/resource-access.js';

const OWN = '111122223333';
const send = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };

test.each([
  ['anybody', { ...send, Principal: '*' }, 'anyone'],
  ['anybody, in the other form', { ...send, Principal: { AWS: ['*'] } }, 'anyone'],
  ['everybody but one', { ...send, NotPrincipal: { AWS: OWN } }, 'anyone'],
  ['all actions', { ...send, Action: 'sqs:*', Principal: '*' }, 'anyone'],
  ['all but another action', { Effect: 'Allow', NotAction: 'sqs:DeleteQueue', Principal: '*' }, 'anyone'],
  ['another action', { ...send, Action: 'sqs:ReceiveMessage', Principal: '*' }, null],
  ['the own account', { ...send, Principal: { AWS: `arn:aws:iam::${OWN}:root` } }, 'service'],
  [
    'the own account of a template',
    { ...send, Principal: { AWS: 'arn:aws:iam::<account>:root' } },
    'service',
  ],
  ['another account', { ...send, Principal: { AWS: '999900001111' } }, 'account'],
  ['an account that a parameter names', { ...send, Principal: { AWS: '<Partner>' } }, 'unknown'],
  ['a principal that only the deployment knows', { ...send, Principal: { AWS: Symbol('x') } }, 'unknown'],
  ['an action that only the deployment knows', { ...send, Action: Symbol('x'), Principal: '*' }, 'anyone'],
  ['a statement that only the deployment knows', Symbol('x'), 'unknown'],
  [
    'identities of a provider',
    { ...send, Principal: { Federated: 'accounts.example.invalid' } },
    'authenticated',
  ],
  ['the id of a deleted principal', { ...send, Principal: { AWS: 'AIDAEXAMPLE' } }, 'unknown'],
  ['a service without a source', { ...send, Principal: { Service: 'sns.amazonaws.com' } }, 'account'],
  [
    'a service for an own source',
    {
      ...send,
      Principal: { Service: 'sns.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:r:${OWN}:t` } },
    },
    'service',
  ],
  [
    'a service for a source of others',
    {
      ...send,
      Principal: { Service: 'sns.amazonaws.com' },
      Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:r:999900001111:t' } },
    },
    'account',
  ],
  [
    'anybody of an organisation',
    { ...send, Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    'account',
  ],
  [
    'anybody for an own source',
    { ...send, Principal: '*', Condition: { ArnLike: { 'AWS:SourceArn': `arn:aws:s3:::uploads` } } },
    'service',
  ],
  [
    'anybody with encryption',
    { ...send, Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    'anyone',
  ],
  [
    'anybody from everywhere',
    { ...send, Principal: '*', Condition: { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } } },
    'anyone',
  ],
  [
    'anybody, as the condition is met without the key',
    { ...send, Principal: '*', Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } } },
    'anyone',
  ],
  [
    'anybody but one organisation',
    { ...send, Principal: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } },
    'anyone',
  ],
])('%s', (_, statement, access) => {
  const question = { actions: ['sqs:SendMessage'], account: OWN };
  expect(accessByPolicy([statement], question)?.access ?? null).toBe(access);
});

const OPEN = { ...send, Principal: '*' };
test.each([
  ['nobody', { Effect: 'Deny', Action: '*', Principal: '*' }, null],
  [
    'others than an organisation',
    {
      Effect: 'Deny',
      Action: '*',
      Principal: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    },
    'account',
  ],
  [
    'calls without encryption',
    { Effect: 'Deny', Action: '*', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    'anyone',
  ],
  ['one account', { Effect: 'Deny', Action: '*', Principal: { AWS: '999900001111' } }, 'anyone'],
  [
    'others than an organisation, if they come unencrypted',
    {
      Effect: 'Deny',
      Action: '*',
      Principal: '*',
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' },
        BoolIfExists: { 'aws:SecureTransport': 'false' },
      },
    },
    'anyone',
  ],
])('an open policy that denies %s', (_, deny, access) => {
  const question = { actions: ['sqs:SendMessage'], account: OWN };
  expect(accessByPolicy([OPEN, deny], question)?.access ?? null).toBe(access);
});

test('the words name who may do what, and keys of conditions without values', () => {
  const limited = { ...OPEN, Condition: { StringLike: { 'aws:Referer': 'planted-secret-value' } } };
  expect(accessByPolicy(limited, { actions: ['sqs:SendMessage'], account: null })).toEqual({
    access: 'anyone',
    words: 'anybody on conditions (aws:referer) may sqs:SendMessage',
  });
});

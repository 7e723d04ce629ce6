import { assert, json, property } from 'fast-check';
import { expect, test } from 'vitest';
import { invokersOf } from '../../../src/aws/survey/resource-policy.js';

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

const INVOKE = { Effect: 'Allow', Action: 'lambda:InvokeFunction' };

test.each([
  [
    'a service',
    {
      ...INVOKE,
      Principal: { Service: 'sns.amazonaws.com' },
      Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:sns:eu-west-1:1:alerts' } },
    },
    { type: 'topic', detail: 'alerts' },
  ],
  [
    'an account',
    { ...INVOKE, Principal: { AWS: 'arn:aws:iam::2:root' } },
    { type: 'other', detail: 'principal arn:aws:iam::2:root' },
  ],
  ['everybody', { ...INVOKE, Principal: '*' }, { type: 'other', detail: 'everybody' }],
  [
    'whoever meets conditions',
    {
      ...INVOKE,
      Principal: '*',
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': 'o-secret', 'aws:SourceVpc': 'vpc-1' },
        ArnLike: { 'aws:SourceVpc': 'x' },
      },
    },
    { type: 'other', detail: 'everybody, on conditions (aws:PrincipalOrgID, aws:SourceVpc)' },
  ],
  [
    'an account, on a condition',
    { ...INVOKE, Principal: { AWS: '2' }, Condition: { Bool: { 'aws:SecureTransport': 'true' } } },
    { type: 'other', detail: 'principal 2, on conditions (aws:SecureTransport)' },
  ],
  [
    'another kind of principal',
    { ...INVOKE, Principal: { Federated: 'accounts.example.invalid' } },
    { type: 'other', detail: 'principal accounts.example.invalid' },
  ],
  [
    'everybody, any action',
    { ...INVOKE, Action: ['lambda:*'], Principal: { AWS: '*' } },
    { type: 'other', detail: 'everybody' },
  ],
])('%s may call', (_, statement, trigger) => {
  expect(invokersOf(policy(statement))?.triggers).toMatchObject([trigger]);
});

test.each([
  ['a denial', { ...INVOKE, Effect: 'Deny', Principal: '*' }],
  ['another action', { ...INVOKE, Action: 'lambda:GetFunction', Principal: '*' }],
  ['the action of URLs', { ...INVOKE, Action: 'lambda:InvokeFunctionUrl', Principal: '*' }],
  [
    'calls through the URL alone',
    { ...INVOKE, Principal: '*', Condition: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } } },
  ],
])('%s allows no caller', (_, statement) => {
  expect(invokersOf(policy(statement))?.triggers).toEqual([]);
});

test('a policy that speaks of a URL has it looked for', () => {
  expect(invokersOf(policy({ ...INVOKE, Action: 'lambda:InvokeFunctionUrl' }))?.mayHaveUrl).toBe(true);
  expect(invokersOf(policy(INVOKE))?.mayHaveUrl).toBe(false);
});

test('no policy gives null, and none ends a sweep', () => {
  expect(invokersOf('[1')).toBeNull();
  assert(
    property(json(), (text) => {
      const found = invokersOf(text);
      return found === null || Array.isArray(found.triggers);
    }),
  );
});

test.each([
  ['*', 'anyone'],
  [{ AWS: 'arn:aws:iam::111122223333:role/own' }, 'service'],
  [{ AWS: '999900001111' }, 'account'],
])('principal %j of a function of 111122223333: %s', (Principal, access) => {
  const Resource = 'arn:aws:lambda:eu-west-1:111122223333:function:f';
  const Statement = { Effect: 'Allow', Principal, Action: 'lambda:InvokeFunction', Resource };
  expect(invokersOf(JSON.stringify({ Statement }))?.triggers).toMatchObject([{ access }]);
});

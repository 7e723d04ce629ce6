import { expect, test } from 'vitest';
import { operationsModule } from './operations-module.js';

interface Request {
  action: string;
  resource: string;
}

const { isAllowed } = await operationsModule<{ isAllowed: (policy: object, request: Request) => boolean }>(
  'enforce/evaluate-policy.mjs',
);

const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';
const get = { action: 'dynamodb:GetItem', resource: table };
const allow = (Action: unknown, Resource: unknown) => ({ Effect: 'Allow', Action, Resource });

test.each<[what: string, Statement: object | object[], isExpected: boolean]>([
  ['the action on the resource', allow('dynamodb:GetItem', table), true],
  ['the action in another case', allow('DynamoDB:getitem', table), true],
  ['the resource in another case', allow('dynamodb:GetItem', table.toUpperCase()), false],
  ['another action', allow('dynamodb:PutItem', table), false],
  ['a longer action', allow('dynamodb:GetItems', table), false],
  ['stars', allow('dynamodb:*Item', '*:table/*'), true],
  ['question marks', allow('dynamodb:?etItem', table.replace('orders', '??????')), true],
  ['too few question marks', allow('dynamodb:GetItem', table.replace('orders', '?????')), false],
  ['another resource', allow('*', `${table}/index/*`), false],
  ['one of several', allow(['s3:*', 'dynamodb:Get*'], ['arn:aws:s3:::*', table]), true],
  ['all but another action', { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, true],
  ['all but this action', { Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }, false],
  ['all but this resource', { Effect: 'Allow', Action: '*', NotResource: table }, false],
  ['a denial beside it', [allow('*', '*'), { Effect: 'Deny', Action: '*', Resource: table }], false],
  ['a denial of something else', [allow('*', '*'), { Effect: 'Deny', Action: 's3:*', Resource: '*' }], true],
  ['nothing', [], false],
])('%s', (_what, Statement, isExpected) => {
  expect(isAllowed({ Statement }, get)).toBe(isExpected);
});

import { expect, test } from 'vitest';
import { composePolicy } from '../../src/iam/index.js';
import { permissionsWith } from '../support/needs-of.js';

test('the policy of a role that several functions have allows what any of them needs, each once', () => {
  const one = permissionsWith(['sqs:SendMessage a', 'sqs:ReceiveMessage a', 'sqs:SendMessage b']);
  const other = permissionsWith(['sqs:SendMessage a', 'dynamodb:GetItem table/<TableName>']);
  const { statements, missing } = composePolicy([one, other]);
  expect(statements.map(({ actions, resources }) => `${actions.join(' ')}: ${resources.join(' ')}`)).toEqual([
    'dynamodb:GetItem: table/<TableName>',
    'logs:PutLogEvents: arn:aws:logs:<region>:<account>:log-group:/aws/lambda/*:*',
    'sqs:ReceiveMessage: a',
    'sqs:SendMessage: a b',
  ]);
  expect(missing).toEqual(['<TableName>']);
});

import { expect, test } from 'vitest';
import { actionFacts, actionsMatching } from '../../src/iam/action-table.js';

test.each([
  ['dynamodb:getitem', 'dynamodb:GetItem', 'read', ['table*']],
  ['dynamodb:Query', 'dynamodb:Query', 'read', ['index', 'table*']],
  ['s3:DeleteObject', 's3:DeleteObject', 'write', ['accesspointobject', 'object']],
  ['iam:PutRolePolicy', 'iam:PutRolePolicy', 'permissions-management', ['role*']],
  ['states:SendTaskSuccess', 'states:SendTaskSuccess', 'write', []],
])('%s is known as %s', (...[asked, action, level, types]) => {
  const facts = actionFacts(asked);
  expect(facts).toMatchObject({ action, level });
  expect(facts?.resources.map(({ name, required }) => `${name}${required ? '*' : ''}`)).toEqual(types);
});

test('an action that AWS does not have is not known', () => {
  expect(actionFacts('dynamodb:GetEverything')).toBeNull();
  expect(actionFacts('__proto__:x')).toBeNull();
  expect(actionFacts('dynamodb')).toBeNull();
});

test('a pattern names the actions that it matches, in any case', () => {
  const names = (pattern: string) => actionsMatching(pattern).map(({ action }) => action);
  expect(names('sqs:deletemessage*')).toEqual(['sqs:DeleteMessage']);
  expect(names('dynamodb:*Backup')).toContain('dynamodb:DeleteBackup');
  expect(names('nothing:*')).toEqual([]);
  expect(names('*').length).toBeGreaterThan(20_000);
});

import { expect, test } from 'vitest';
import {
  namedResources,
  resourcesOfRole,
  variableReferences,
} from '../../../src/aws/survey/role-resources.js';
import type { RoleFacts } from '../../../src/aws/survey/roles.js';

const TABLE = 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders';

function role(...resources: string[]): RoleFacts {
  const statement = {
    effect: 'Allow' as const,
    actions: ['*'],
    notActions: [],
    resources,
    notResources: [],
    conditions: [],
  };
  const policy = { name: 'p', kind: 'inline' as const, arn: null, statements: [statement] };
  return { arn: 'arn:aws:iam::123456789012:role/r', name: 'r', policies: [policy], lastUsed: null };
}

function kept(value: string, ...resources: string[]): string[] {
  return variableReferences({ NAME: value }, namedResources(role(...resources))).map((one) => one.value);
}

test.each<[string, string, string[]]>([
  ['orders', TABLE, [TABLE]],
  ['orders', `${TABLE}/index/*`, [TABLE]],
  ['orders', TABLE.replace('orders', 'order*'), []],
  ['photos', 'arn:aws:s3:::photos/*', ['arn:aws:s3:::photos']],
  ['jobs', 'arn:aws:sqs:r:1:jobs', ['arn:aws:sqs:r:1:jobs']],
  ['db', 'arn:aws:secretsmanager:r:1:secret:db-AbCdEf', ['arn:aws:secretsmanager:r:1:secret:db-AbCdEf']],
  ['/app/key', 'arn:aws:ssm:r:1:parameter/app/key', ['arn:aws:ssm:r:1:parameter/app/key']],
  ['mailer', 'arn:aws:lambda:r:1:function:mailer', ['arn:aws:lambda:r:1:function:mailer']],
  ['', TABLE, []],
  ['hunter2hunter2', TABLE, []],
  [TABLE, '*', [TABLE]],
])('of a variable with the value "%s" and a role for %s', (value, resource, expected) => {
  expect(kept(value, resource)).toEqual(expected);
});

test('a value that no policy of the role names is kept nowhere', () => {
  const values = ['AKIAIOSFODNN7EXAMPLE', 'postgres://u:p@h/db', 'users', 'orders2'];
  for (const value of values) expect(kept(value, TABLE)).toEqual([]);
});

test('resources are those that the role and the variables name, each once', () => {
  const references = variableReferences({ A: 'arn:aws:sqs:r:1:jobs', B: TABLE }, new Map());
  expect(resourcesOfRole(role(TABLE, 'arn:aws:s3:::x-*', '*'), references).map(({ arn }) => arn)).toEqual([
    TABLE,
    'arn:aws:sqs:r:1:jobs',
  ]);
});

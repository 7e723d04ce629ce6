import { expect, test } from 'vitest';
import type { PolicyStatement, RolePolicy } from '../../../src/model/index.js';
import { arnsNamedBy, versionsNamedByRoles } from '../../../src/aws/survey/roles.js';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';

function named(statement: Partial<PolicyStatement>, kind: RolePolicy['kind'] = 'inline'): string[] {
  const whole: PolicyStatement = {
    effect: 'Allow',
    actions: [],
    notActions: [],
    resources: [`${ARN}:3`],
    notResources: [],
    conditions: [],
    ...statement,
  };
  const policies: RolePolicy[] = [{ name: 'p', kind, arn: null, statements: [whole] }];
  return [...versionsNamedByRoles([{ arn: 'a', name: 'n', policies, lastUsed: null }])];
}

test.each([
  'lambda:InvokeFunction',
  'LAMBDA:invokefunction',
  'lambda:Invoke*',
  'lambda:I*',
  'lambda:*Function',
  'lambda:?nvokeAsync',
  'lambda:*',
  '*',
])('a role that may %s calls the version that it names', (action) => {
  expect(named({ actions: [action] })).toEqual([`${ARN}:3`]);
  expect(named({ actions: [action], effect: 'Deny' })).toEqual([]);
  expect(named({ actions: [action] }, 'boundary')).toEqual([]);
  expect(named({ notActions: [action] })).toEqual([]);
});

test.each(['lambda:GetFunction', 'lambda:Get*', 's3:*'])('one that may %s does not', (action) => {
  expect(named({ actions: [action] })).toEqual([]);
  expect(named({ notActions: [action] })).toEqual([`${ARN}:3`]);
});

test('a statement about the function, an alias or all versions names no version', () => {
  const resources = [ARN, `${ARN}:*`, `${ARN}:live`, '*', `${ARN}:$LATEST`];
  expect(named({ actions: ['*'], resources })).toEqual([]);
});

test('patterns name the versions that they fit', () => {
  const arns = ['1', '2', '13'].map((number) => `${ARN}:${number}`);
  const fitting = (...patterns: readonly string[]) => arnsNamedBy(new Set(patterns), arns);
  expect(fitting(`${ARN}:2`)).toEqual([`${ARN}:2`]);
  expect(fitting('arn:aws:lambda:*:123456789012:function:ord*:13')).toEqual([`${ARN}:13`]);
  expect(fitting('arn:aws:lambda:*:*:function:o?ders:3', `${ARN}s:1`)).toEqual([]);
  expect(fitting('*:2', `${ARN}:1`)).toEqual([`${ARN}:1`, `${ARN}:2`]);
});

import { expect, test } from 'vitest';
import { statementsForRole, type RolePrincipal } from '../../../src/iam/index.js';

const ROLE = 'arn:aws:iam::<account>:role/<StoreRole>';
const IN_TEMPLATE: RolePrincipal = { arns: [ROLE], account: '<account>', functionName: null };

function meanings(Principal: unknown, role: RolePrincipal = IN_TEMPLATE): string[] | undefined {
  const statement = { Effect: 'Allow', Principal, Action: 'sqs:*', Resource: '*' };
  return statementsForRole(statement, role)?.map(({ to, certain }) => `${to}${certain ? '' : '?'}`);
}

test.each<[unknown, string[]]>([
  ['*', ['anyone']],
  [{ AWS: '*' }, ['anyone']],
  [{ AWS: ROLE }, ['role']],
  [{ AWS: [ROLE, ROLE] }, ['role']],
  [{ AWS: 'arn:aws:iam::<account>:role/<OtherRole>' }, []],
  [{ AWS: 'arn:aws:iam::111111111111:role/real-name' }, ['role?']],
  [{ AWS: 'arn:aws:iam::<account>:user/somebody' }, []],
  [{ AWS: 'arn:aws:iam::<account>:root' }, ['account']],
  [{ AWS: '111111111111' }, ['account?']],
  [{ AWS: '<AnyParameter>' }, ['role?']],
  [{ AWS: Symbol('later') }, ['role?']],
  [{ AWS: [ROLE, 'arn:aws:iam::<account>:root'] }, ['role', 'account']],
  [{ AWS: 'arn:aws:sts::<account>:assumed-role/<StoreRole>/store' }, ['anyone?']],
  [{ Service: 'sns.amazonaws.com' }, []],
  [{ Federated: 'cognito-identity.amazonaws.com' }, []],
  [{ CanonicalUser: 'f'.repeat(64) }, ['account?']],
])('principal %j', (principal, expected) => {
  expect(meanings(principal)).toEqual(expected);
});

test('the account and the sessions of a deployed role are known', () => {
  const role = { arns: ['arn:aws:iam::1:role/x'], account: '111111111111', functionName: 'fn' };
  expect(meanings({ AWS: '111111111111' }, role)).toEqual(['account']);
  expect(meanings({ AWS: '222222222222' }, role)).toEqual([]);
  expect(meanings({ AWS: 'arn:aws:sts::1:assumed-role/x/fn' }, role)).toEqual(['anyone']);
  expect(meanings({ AWS: 'arn:aws:sts::1:assumed-role/x/other' }, role)).toEqual([]);
});

test.each([
  [
    'an action that only the deployment knows',
    { Effect: 'Allow', Principal: '*', Action: Symbol('later'), Resource: '*' },
  ],
  ['an action with a placeholder', { Effect: 'Allow', Principal: '*', Action: '<Service>:*', Resource: '*' }],
  [
    'an effect that only the deployment knows',
    { Effect: Symbol('later'), Principal: '*', Action: '*', Resource: '*' },
  ],
  [
    'a resource that only the deployment knows',
    { Effect: 'Allow', Principal: '*', Action: '*', Resource: [Symbol('later')] },
  ],
  ['no statement', 'text'],
  ['nothing', undefined],
])('%s: what the policy says is not known', (_, statement) => {
  expect(statementsForRole(statement, IN_TEMPLATE)).toBeNull();
});

test('values of conditions are not kept', () => {
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:*',
    Condition: { StringEquals: { 'aws:UserAgent': 'a-secret' } },
  };
  const read = statementsForRole([statement], IN_TEMPLATE);
  expect(read).toMatchObject([{ conditions: ['StringEquals aws:UserAgent'], resources: ['*'] }]);
  expect(JSON.stringify(read)).not.toContain('a-secret');
});

import { describe, expect, test } from 'vitest';
import { decideWithResource, statementsForRole, type RoleAccess } from '../../../src/iam/index.js';
import type { ResourcePolicy } from '../../../src/model/index.js';
import { rolePolicyOf, type RawStatement } from './second-evaluator.js';

const OWN = '111111111111';
const OTHER = '222222222222';
const ROLE = `arn:aws:iam::${OWN}:role/orders`;
const PRINCIPAL = { arns: [ROLE], account: OWN, functionName: 'orders-fn' };
const BUCKET = 'arn:aws:s3:::photos';
const KEY = `arn:aws:kms:eu-west-1:${OWN}:key/1`;

function policyOf(resource: string, statements: readonly object[] | null, isOwn = true): ResourcePolicy {
  return {
    resource,
    name: 'own policy',
    isOwn,
    statements: statements && statementsForRole(statements, PRINCIPAL),
  };
}

function role(identity: readonly RawStatement[], resources: readonly ResourcePolicy[] = []): RoleAccess {
  return { policies: [rolePolicyOf('inline', identity)], resources, account: OWN };
}

const READ = { action: 's3:GetObject', resource: `${BUCKET}/a` };
const DECRYPT = { action: 'kms:Decrypt', resource: KEY };

function allow(action: string, resource: string): RawStatement {
  return { Effect: 'Allow', Action: [action], Resource: [resource] };
}

function statement(Effect: 'Allow' | 'Deny', Principal: unknown, more: object = {}): object {
  return { Effect, Principal, Action: '*', Resource: '*', ...more };
}

const BY_ROLE = statement('Allow', { AWS: ROLE });

describe('a role and the policy of a resource', () => {
  test.each<[string, RoleAccess, { action: string; resource: string }, string]>([
    ['the resource alone allows it', role([], [policyOf(BUCKET, [BY_ROLE])]), READ, 'allowed'],
    ['nothing allows it', role([], [policyOf(BUCKET, [])]), READ, 'denied'],
    [
      'the account of the role alone allows nothing',
      role([], [policyOf(BUCKET, [statement('Allow', { AWS: OWN })])]),
      READ,
      'denied',
    ],
    [
      'the resource denies it',
      role([allow('s3:*', '*')], [policyOf(BUCKET, [statement('Deny', '*', { Action: 's3:Get*' })])]),
      READ,
      'denied',
    ],
    [
      'a denial for all but the role',
      role(
        [allow('s3:*', '*')],
        [policyOf(BUCKET, [{ Effect: 'Deny', NotPrincipal: { AWS: ROLE }, Action: '*', Resource: '*' }])],
      ),
      READ,
      'conditional',
    ],
    [
      'a denial for all but another role',
      role(
        [allow('s3:*', '*')],
        [
          policyOf(BUCKET, [
            { Effect: 'Deny', NotPrincipal: { AWS: `${ROLE}-2` }, Action: '*', Resource: '*' },
          ]),
        ],
      ),
      READ,
      'denied',
    ],
    ['a policy that was not read', role([], [policyOf(BUCKET, null)]), READ, 'unknown'],
    ['a resource that was not seen', role([]), READ, 'unknown'],
    [
      'a resource of another account that was not seen',
      role([allow('*', '*')]),
      { action: 'sqs:SendMessage', resource: `arn:aws:sqs:eu-west-1:${OTHER}:jobs` },
      'unknown',
    ],
    [
      'in another account the resource has to allow it, too',
      role([allow('s3:*', '*')], [policyOf(BUCKET, [], false)]),
      READ,
      'denied',
    ],
    [
      'in another account both do',
      role(
        [allow('s3:*', '*')],
        [policyOf(BUCKET, [statement('Allow', { AWS: `arn:aws:iam::${OWN}:root` })], false)],
      ),
      READ,
      'allowed',
    ],
    [
      'a key without a word about the account',
      role([allow('kms:*', '*')], [policyOf(KEY, [statement('Allow', { AWS: `${ROLE}-2` })])]),
      DECRYPT,
      'denied',
    ],
    [
      'a key that lets the account decide',
      role([allow('kms:*', '*')], [policyOf(KEY, [statement('Allow', { AWS: `arn:aws:iam::${OWN}:root` })])]),
      DECRYPT,
      'allowed',
    ],
    [
      'a key that lets the account decide, which does not',
      role([], [policyOf(KEY, [statement('Allow', { AWS: OWN })])]),
      DECRYPT,
      'denied',
    ],
    ['a key that names the role', role([], [policyOf(KEY, [BY_ROLE])]), DECRYPT, 'allowed'],
    ['a key that was not seen', role([allow('kms:*', '*')]), DECRYPT, 'unknown'],
    [
      'the session of the function',
      role(
        [],
        [
          policyOf(BUCKET, [
            statement('Allow', { AWS: `arn:aws:sts::${OWN}:assumed-role/orders/orders-fn` }),
          ]),
        ],
      ),
      READ,
      'allowed',
    ],
    [
      'the session of another function',
      role(
        [],
        [policyOf(BUCKET, [statement('Allow', { AWS: `arn:aws:sts::${OWN}:assumed-role/orders/other-fn` })])],
      ),
      READ,
      'denied',
    ],
    [
      'a service',
      role([], [policyOf(BUCKET, [statement('Allow', { Service: 's3.amazonaws.com' })])]),
      READ,
      'denied',
    ],
    [
      'a condition',
      role(
        [],
        [
          policyOf(BUCKET, [
            statement('Allow', '*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
          ]),
        ],
      ),
      READ,
      'conditional',
    ],
    [
      'a principal that the deployment knows',
      role([], [policyOf(BUCKET, [statement('Allow', { AWS: '<RoleArn>' })])]),
      READ,
      'conditional',
    ],
    [
      'an action that the deployment knows',
      role([], [policyOf(BUCKET, [statement('Allow', '*', { Action: Symbol('later') })])]),
      READ,
      'unknown',
    ],
  ])('%s', (...[, access, question, expected]) => {
    expect(decideWithResource(access, question)).toBe(expected);
  });

  test('a boundary limits what a resource allows to the role, not what it allows to everybody', () => {
    const boundary = rolePolicyOf('boundary', [allow('sqs:*', '*')]);
    const limited = (one: object): RoleAccess => ({
      policies: [boundary],
      resources: [policyOf(BUCKET, [one])],
      account: OWN,
    });
    expect(decideWithResource(limited(BY_ROLE), READ)).toBe('denied');
    expect(decideWithResource(limited(statement('Allow', '*')), READ)).toBe('allowed');
  });
});

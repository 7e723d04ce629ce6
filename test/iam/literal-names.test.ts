import { describe, expect, test } from 'vitest';
import { joinFunction } from '../../src/functions/index.js';
import { permissionsOf, PlainValues } from '../../src/iam/index.js';
import { fitsName, looksSecret } from '../../src/iam/literal-names.js';
import { neededPermissions } from '../../src/iam/needed-permissions.js';
import type { OperationUse } from '../../src/model/index.js';
import { functionOf, settingsOf } from '../support/model-builders.js';

test.each<[string, string, string, boolean]>([
  ['dynamodb', 'TableName', 'orders-prod', true],
  ['dynamodb', 'TableName', 'no', false],
  ['dynamodb', 'TableName', 'or ders', false],
  ['s3', 'BucketName', 'photos.example', true],
  ['s3', 'BucketName', 'Photos', false],
  ['sqs', 'QueueName', 'jobs.fifo', true],
  ['ssm', 'ParameterNameWithoutLeadingSlash', '/app/db', true],
  ['ssm', 'ParameterNameWithoutLeadingSlash', 'a b', false],
  ['cognito-idp', 'UserPoolId', 'anything', false],
])('%s %s "%s": %s', (...[prefix, variable, text, expected]) => {
  expect(fitsName(prefix, variable, text)).toBe(expected);
});

test.each<[string, string, boolean]>([
  ['TABLE', 'orders', false],
  ['TABLE', 'my-company-orders-production-eu-west-1', false],
  ['BUCKET', 'uploads-123456789012-eu-west-1', false],
  ['DB_SECRET_NAME', 'prod/db', false],
  ['TABLE', 'orders-OrdersTable-1A2B3C4D5E6F', false],
  ['TABLE', 'AKIAIOSFODNN7EXAMPLE', true],
  ['TABLE', 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', true],
  ['TABLE', '0123456789abcdef0123456789abcdef', true],
  ['TABLE', '01234567-89ab-cdef-0123-456789abcdef', true],
  ['TABLE', 'sk-live-1', true],
  ['TABLE', 'ghp_abc', true],
  ['TABLE', 'eyJhbGciOiJIUzI1NiJ9', true],
  ['DB_PASSWORD', 'orders', true],
  ['API_KEY', 'orders', true],
  ['CLIENT_SECRET', 'orders', true],
])('%s=%s looks like a secret: %s', (...[variable, value, expected]) => {
  expect(looksSecret(variable, value)).toBe(expected);
});

/** What an operation needs if it gets the variable NAME, whose plain value is this. */
function needed(service: string, [operation, parameter]: readonly [string, string], value: string): string[] {
  const use: OperationUse = {
    service,
    operation,
    calls: [[{ name: parameter, value: { kind: 'environment', name: 'NAME' } }]],
    places: [],
  };
  const plainNames = new PlainValues([['NAME', value]]);
  const context = { region: null, account: null, references: [], plainNames, encrypted: [] };
  return neededPermissions([use], context).needed.map(({ resource }) => resource);
}

describe('a plain value of a variable', () => {
  test.each<[string, readonly [string, string], string, string]>([
    ['dynamodb', ['GetItem', 'TableName'], 'orders', 'arn:aws:dynamodb:<region>:<account>:table/orders'],
    ['s3', ['GetObject', 'Bucket'], 'photos', 'arn:aws:s3:::photos/*'],
    ['lambda', ['Invoke', 'FunctionName'], 'mailer', 'arn:aws:lambda:<region>:<account>:function:mailer'],
    [
      'secretsmanager',
      ['GetSecretValue', 'SecretId'],
      'db',
      'arn:aws:secretsmanager:<region>:<account>:secret:db-??????',
    ],
    ['s3', ['GetObject', 'Bucket'], 'Not_A_Bucket', 'arn:aws:s3:::<env:NAME>/*'],
  ])('of %s as %j, "%s": %s', (...[service, use, value, expected]) => {
    expect(needed(service, use, value)).toContain(expected);
  });

  test.each<[string, readonly [string, string]]>([
    ['s3', ['PutObject', 'Key']],
    ['s3', ['PutObject', 'Body']],
    ['dynamodb', ['Query', 'IndexName']],
    ['secretsmanager', ['PutSecretValue', 'SecretString']],
    ['kms', ['Decrypt', 'KeyId']],
  ])('that %s gets as %j is not used', (service, use) => {
    expect(needed(service, use, 'hunter2').join()).not.toContain('hunter2');
  });
});

test('a value that no code passes as a name is in no part of a report about the function', () => {
  const settings = settingsOf({ plainNames: new PlainValues([['NAME', 'hunter2']]) });
  const fn = functionOf('store', { settings, environment: ['NAME'] });
  const report = joinFunction(fn, new Map(), { problems: [] });
  expect(JSON.stringify(report)).not.toContain('hunter2');
  const { permissions } = permissionsOf(fn, { operations: [], unresolved: [] });
  expect(JSON.stringify(permissions)).not.toContain('hunter2');
});

import { readCloudFormation } from '../../src/templates/cloudformation/read-cloud-formation.js';
import { describe, expect, it, test } from 'vitest';
import { secretVariables } from '../../src/functions/secret-variables.js';
import { functionOf, settingsOf } from '../support/model-builders.js';

describe('names of variables', () => {
  const found = (...environment: string[]) =>
    secretVariables(functionOf('f', { environment, settings: settingsOf() }));

  it.each([
    'PASSWORD',
    'DB_PASSWORD',
    'STRIPE_API_KEY',
    'apiKey',
    'jwtSecret',
    'GITHUB_TOKEN',
    'PRIVATE_KEY_2',
  ])('%s', (name) => expect(found(name)).toEqual([name]));

  it.each([
    'SECRET_ARN',
    'TOKEN_TTL',
    'PASSWORD_PARAMETER_NAME',
    'KEYS',
    'TOKENIZER',
    'PUBLIC_KEY',
    'SECRET_ID',
  ])('not %s', (name) => expect(found(name)).toEqual([]));

  it('not one that refers to a resource of the template', () => {
    const reference = { name: 'DB_SECRET', kind: 'arn', service: 'secretsmanager', value: 'arn:x' } as const;
    const settings = settingsOf({ environmentReferences: [reference] });
    expect(secretVariables(functionOf('f', { environment: ['DB_SECRET'], settings }))).toEqual([]);
  });

  it('not one whose value is no secret by its form', () => {
    const settings = settingsOf({ harmlessVariables: ['DB_SECRET'] });
    const environment = ['DB_SECRET', 'API_TOKEN'];
    expect(secretVariables(functionOf('f', { environment, settings }))).toEqual(['API_TOKEN']);
  });
});

test.each([
  ['in plain text', { Type: 'String', NoEcho: true, Default: 'Orchid_7719_bridge' }, ['DB_PASSWORD']],
  ['empty', { Type: 'String', NoEcho: true, Default: '' }, []],
  ['none', { Type: 'String', NoEcho: true }, []],
  ['a name in SSM', { Type: 'AWS::SSM::Parameter::Value<String>', Default: 'shop-db-password' }, []],
  ['a reference', { Type: 'String', Default: '{{resolve:ssm-secure:db:1}}' }, []],
])('a variable that refers to a parameter, whose default is %s', (_, P, found) => {
  const Properties = { Environment: { Variables: { DB_PASSWORD: { Ref: 'P' } } } };
  const Resources = { F: { Type: 'AWS::Lambda::Function', Properties } };
  const [facts] = readCloudFormation(JSON.stringify({ Parameters: { P }, Resources }), 't.json').functions;
  const { environment = [], settings = null } = facts ?? {};
  expect(secretVariables(functionOf('f', { environment, settings }))).toEqual(found);
});

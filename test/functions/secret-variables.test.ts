import { describe, expect, it } from 'vitest';
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

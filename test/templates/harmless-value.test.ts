import { describe, expect, it, test } from 'vitest';
import { harmlessVariables, isHarmlessValue } from '../../src/templates/harmless-value.js';

describe('values that are no secrets by their form', () => {
  test.each([
    ['a dynamic reference to a secret', '{{resolve:secretsmanager:db:SecretString:password}}'],
    ['a dynamic reference to a parameter', '{{resolve:ssm:/db/password:3}}'],
    ['a reference that the code resolves', 'ssm:/db/password'],
    ['a variable of a tool', '${ssm:/shop/token}'],
    ['the path of a parameter', '/prod/db/password'],
    ['an ARN', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:db'],
    ['a small number', '3600'],
    ['a switch', 'True'],
    ['nothing', ''],
    ['an address', 'https://login.example.invalid/oauth2/token'],
  ])('%s', (_, text) => expect(isHarmlessValue(text)).toBe(true));

  test.each([
    ['a long number', '99218840'],
    ['a password', 'Winter-2023-feeds!'],
    ['a key in base64 with slashes', '/Bv0/x9QpLm2'],
    ['one part of a path', '/swordfish'],
    ['an address with a password', 'https://bot:swordfish@git.example.invalid/'],
    ['an address with a query', 'https://example.invalid/?code=swordfish'],
    ['the address of a webhook', 'https://hooks.example.invalid/services/T0AB12CD3EF45GH67IJ89'],
    ['a reference inside other text', 'swordfish{{resolve:ssm:/salt}}'],
  ])('not %s', (_, text) => expect(isHarmlessValue(text)).toBe(false));

  it('names variables, and none whose value only the deployment knows', () => {
    expect(
      harmlessVariables([
        ['TTL_TOKEN', '60'],
        ['API_TOKEN', null],
        ['KEY', 'swordfish'],
      ]),
    ).toEqual(['TTL_TOKEN']);
  });
});

import { expect, it } from 'vitest';
import { isExceptedPackage } from '../../src/signatures/excepted-packages.js';
import { packageOf } from '../support/model-builders.js';

it.each([
  ['aws-sdk', 'node_modules/aws-sdk', true],
  ['aws-sdk', 'vendor/aws-sdk', true],
  ['aws-sdk', 'node_modules/left', false],
  ['@aws-sdk/client-s3', 'node_modules/@aws-sdk/client-s3', true],
  ['@aws-sdk/client-s3', 'node_modules/client-s3', false],
  ['@aws-sdk/left', 'node_modules/@aws-sdk/left', false],
  ['other', 'node_modules/other', false],
])('%s in %s: %s', (name, folder, expected) => {
  const found = { ...packageOf(name, '1.0.0'), locations: [{ path: folder }] };
  expect(isExceptedPackage({ package: found }, ['@aws-sdk/*', 'aws-sdk'])).toBe(expected);
});

it('the application itself has no name', () => {
  expect(isExceptedPackage({ package: null }, ['aws-sdk'])).toBe(false);
});

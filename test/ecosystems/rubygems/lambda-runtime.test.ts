import { expect, it } from 'vitest';
import { isProvidedByRubyRuntime, isRuntimeGem } from '../../../src/ecosystems/rubygems/lambda-runtime.js';
import { functionOf } from '../../support/model-builders.js';

it.each([
  ['aws-sdk', true],
  ['aws-sdk-s3', true],
  ['aws-sigv4', true],
  ['aws-record', false],
  ['aws-sdk-../x', false],
  ['rack', false],
])('%s is of the SDK: %s', (name, expected) => expect(isRuntimeGem(name)).toBe(expected));

it.each([
  ['aws-lambda', 'ruby3.4', true],
  ['unknown', null, true],
  ['aws-lambda', 'nodejs22.x', false],
  ['gcf', 'ruby34', false],
] as const)('%s with %s provides it: %s', (platform, runtime, expected) => {
  expect(isProvidedByRubyRuntime('aws-sdk-s3', functionOf('f', { platform, runtime }))).toBe(expected);
});

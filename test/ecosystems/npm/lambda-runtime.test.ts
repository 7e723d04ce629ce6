import { expect, test } from 'vitest';
import { isProvidedByNodeRuntime, nodeMajorOf } from '../../../src/ecosystems/npm/lambda-runtime.js';
import { functionOf } from '../../support/model-builders.js';

test.each([
  ['nodejs22.x', '@aws-sdk/client-s3', true],
  ['nodejs22.x', '@smithy/core', true],
  ['nodejs22.x', 'aws-sdk', false],
  ['nodejs16.x', 'aws-sdk', true],
  ['nodejs16.x', '@aws-sdk/client-s3', false],
  ['python3.12', '@aws-sdk/client-s3', false],
  [null, '@aws-sdk/client-s3', true],
  [null, 'left-pad', false],
])('the runtime %s provides %s: %s', (runtime, name, isProvided) => {
  const fn = functionOf('f', { platform: 'aws-lambda', runtime });
  expect(isProvidedByNodeRuntime(name, fn)).toBe(isProvided);
});

test('other platforms provide nothing', () => {
  const fn = functionOf('f', { platform: 'vercel', runtime: 'nodejs22.x' });
  expect(isProvidedByNodeRuntime('@aws-sdk/client-s3', fn)).toBe(false);
});

test.each([
  ['nodejs22.x', 22],
  ['nodejs4.3', null],
  ['python3.12', null],
  [null, null],
])('the major of %s is %j', (runtime, major) => expect(nodeMajorOf(runtime)).toBe(major));

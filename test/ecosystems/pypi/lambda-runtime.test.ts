import { expect, test } from 'vitest';
import { isProvidedByPythonRuntime } from '../../../src/ecosystems/pypi/lambda-runtime.js';
import { functionOf } from '../../support/model-builders.js';

test.each([
  ['boto3', 'python3.12', 'aws-lambda', true],
  ['python-dateutil', 'python3.9', 'aws-lambda', true],
  ['Python_Dateutil', null, 'unknown', true],
  ['requests', 'python3.12', 'aws-lambda', false],
  ['boto3', 'nodejs22.x', 'aws-lambda', false],
  ['boto3', 'python312', 'gcf', false],
] as const)('%s of %s on %s is provided: %s', (...[name, runtime, platform, expected]) => {
  expect(isProvidedByPythonRuntime(name, functionOf('f', { runtime, platform }))).toBe(expected);
});

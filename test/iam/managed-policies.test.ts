import { expect, test } from 'vitest';
import { managedPolicyStatements, samPolicyTemplate } from '../../src/iam/index.js';

test('policies that AWS manages, and those that SAM has templates of', () => {
  const logs = managedPolicyStatements('AWSLambdaBasicExecutionRole') ?? [];
  expect(logs.flatMap(({ actions }) => actions)).toContain('logs:PutLogEvents');
  expect(managedPolicyStatements('toString')).toBeNull();
  expect(samPolicyTemplate('S3ReadPolicy')).toHaveLength(1);
  expect(samPolicyTemplate('__proto__')).toBeUndefined();
});

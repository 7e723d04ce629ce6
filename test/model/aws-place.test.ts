import { expect, test } from 'vitest';
import { AWS_ACCOUNT, AWS_REGION } from '../../src/model/aws-place.js';

test.each([
  ['eu-central-1', true],
  ['us-gov-west-1', true],
  ['eusc-de-east-1', true],
  ['eu-central', false],
  ['EU-central-1', false],
  ['a-very-long-name-of-a-region-1', false],
])('%s is a region: %s', (region, expected) => {
  expect(AWS_REGION.test(region)).toBe(expected);
});

test.each([
  ['123456789012', true],
  ['12345678901', false],
  ['1234567890123', false],
])('%s is an account: %s', (account, expected) => {
  expect(AWS_ACCOUNT.test(account)).toBe(expected);
});

import { expect, test } from 'vitest';
import { partitionOf } from '../../../src/reporters/asff/partition-of.js';
import { PARTITION_DOMAINS } from '../../../src/sweep/index.js';

test.each([
  ['eu-central-1', 'aws'],
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['us-iso-east-1', 'aws-iso'],
  ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'],
  ['us-isof-south-1', 'aws-iso-f'],
  ['eusc-de-east-1', 'aws-eusc'],
])('%s is a region of %s, which has a domain', (region, partition) => {
  expect(partitionOf(region)).toBe(partition);
  expect(PARTITION_DOMAINS.get(partition)).toMatch(/\./);
});

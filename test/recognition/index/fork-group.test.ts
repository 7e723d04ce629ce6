import { expect, it } from 'vitest';
import { forkGroupOf } from '../../../src/recognition/index/fork-group.js';

it.each([
  ['express', 'express'],
  ['lodash', 'lodash'],
  ['lodash.get', 'lodash'],
  ['lodash-es', 'lodash'],
  ['lodashish', 'lodashish'],
  ['@s/a', '@s'],
  ['@smithy/core', '@aws-sdk'],
  ['xmldom', '@xmldom'],
])('%s is in the fork group %s', (name, forkGroup) => {
  expect(forkGroupOf(name)).toBe(forkGroup);
});

import { expect, it } from 'vitest';
import { familyOf } from '../../../src/recognition/index/package-family.js';

it.each([
  ['express', 'express'],
  ['lodash', 'lodash'],
  ['lodash.get', 'lodash'],
  ['lodash-es', 'lodash'],
  ['lodashish', 'lodashish'],
  ['@s/a', '@s'],
  ['@smithy/core', '@aws-sdk'],
  ['xmldom', '@xmldom'],
])('%s is of the family %s', (name, family) => {
  expect(familyOf(name)).toBe(family);
});

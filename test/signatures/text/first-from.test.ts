import { expect, test } from 'vitest';
import { firstFrom } from '../../../src/signatures/text/first-from.js';

test.each([
  [0, 0],
  [1, 0],
  [2, 1],
  [3, 1],
  [4, 3],
])('the first of [1, 3, 3] from %i on is number %i', (at, index) => {
  expect(firstFrom([1, 3, 3], at, (position) => position)).toBe(index);
});

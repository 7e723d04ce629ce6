import { expect, test } from 'vitest';
import { compareWeights } from '../../src/model/compare-weights.js';

test.each([
  [[1, 0], [0, 9], -1],
  [[1, 2], [1, 3], 1],
  [[1, 2], [1, 2], 0],
  [[], [], 0],
])('%j against %j', (a, b, sign) => {
  expect(Math.sign(compareWeights(a, b))).toBe(sign);
});

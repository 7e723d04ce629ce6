import { expect, test } from 'vitest';
import { sparkline } from '../../../src/sweep/describe/sparkline.js';

test('bars go from nothing to the highest, the latest last', () => {
  expect(sparkline([0, 1, 2, 4])).toBe('▁▃▅█');
  expect(sparkline([0, 0])).toBe('▁▁');
  expect(sparkline([])).toBe('');
  expect(sparkline(Array<number>(100).fill(7))).toHaveLength(40);
});

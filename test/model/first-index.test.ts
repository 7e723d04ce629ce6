import { array, assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { firstIndex } from '../../src/model/first-index.js';

test('it is the first index that a plain search finds', () => {
  assert(
    property(array(integer({ min: 0, max: 20 })), integer({ min: -1, max: 21 }), (numbers, bound) => {
      const sorted = numbers.sort((a, b) => a - b);
      const plain = sorted.findIndex((number) => number >= bound);
      const found = firstIndex(0, sorted.length, (at) => (sorted[at] ?? 0) >= bound);
      expect(found).toBe(plain === -1 ? sorted.length : plain);
    }),
  );
});

test('it looks between its bounds only', () => {
  const asked: number[] = [];
  const found = firstIndex(3, 6, (at) => {
    asked.push(at);
    return true;
  });
  expect([found, asked.every((at) => at >= 3 && at < 6)]).toEqual([3, true]);
});

import { expect, test } from 'vitest';
import { bytes, counted, listed, number } from '../../src/model/amounts.js';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [160_400, '160 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [4_100_000, '4.1 MB'],
  [2_000_000_000, '2.0 GB'],
])('%i bytes are %s', (size, shown) => {
  expect(bytes(size)).toBe(shown);
});

test.each([
  [counted(1, 'package'), '1 package'],
  [counted(2000, 'package'), '2,000 packages'],
  [counted(0, 'copy', 'copies'), '0 copies'],
  [number(1_234_567), '1,234,567'],
])('%s', (words, shown) => expect(words).toBe(shown));

test.each([
  [['a'], 'a'],
  [['a', 'b', 'c'], 'a, b, c'],
  [['a', 'b', 'c', 'd'], 'a, b and 2 more'],
])('%j with room for two is listed as %s', (items, shown) => {
  expect(listed(items, 2)).toBe(shown);
});

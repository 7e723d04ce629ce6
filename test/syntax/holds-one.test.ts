import { expect, it } from 'vitest';
import { holdsOne } from '../../src/syntax/holds-one.js';

it.each<[start: number, end: number, holds: boolean]>([
  [0, 3, false],
  [0, 4, true],
  [3, 4, true],
  [4, 7, false],
  [4, 8, true],
  [9, 20, false],
])('[%i, %i) holds one of 3 and 7: %s', (start, end, holds) => {
  expect(holdsOne({ start, end }, [3, 7])).toBe(holds);
  expect(holdsOne({ start, end }, Uint32Array.of(3, 7))).toBe(holds);
  expect(holdsOne({ start, end }, [])).toBe(false);
});

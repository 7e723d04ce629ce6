import { expect, it } from 'vitest';
import { newBudget, spend } from '../../src/files/index.js';

const LIMITS = { maxInflatedBytes: 10, maxEntries: 3 };

it('accepts what fits, up to the last byte and entry', () => {
  const budget = newBudget(LIMITS);
  expect([10, 0, 0, 0].map((bytes) => spend(budget, bytes))).toEqual([true, true, true, false]);
  expect(budget).toEqual({ bytesLeft: 0, entriesLeft: 0 });
});

it.each([11, -1, Number.NaN, Infinity])('takes nothing for %d bytes that do not fit', (bytes) => {
  const budget = newBudget(LIMITS);
  expect(spend(budget, bytes)).toBe(false);
  expect(budget).toEqual({ bytesLeft: 10, entriesLeft: 3 });
});

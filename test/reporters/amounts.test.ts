import { expect, test } from 'vitest';
import { age, seconds } from '../../src/reporters/amounts.js';

const NOW = '2026-03-02T12:00:00Z';

test.each([
  ['2026-03-02T11:30:00Z', 'less than 1 h old'],
  ['2026-03-03T11:30:00Z', 'less than 1 h old'],
  ['2026-03-02T09:30:00Z', '2 h old'],
  ['2026-02-28T12:00:00Z', '2 days old'],
  ['2020-03-02T12:00:00Z', '2,191 days old'],
  ['2026-03-04T12:00:01Z', 'of 2026-03-04'],
  ['yesterday', 'of unknown age'],
])('%s is %s', (then, shown) => {
  expect(age(then, NOW)).toBe(shown);
});

test.each([
  [900, '0.9 s'],
  [75_300, '75 s'],
])('%i ms are %s', (millis, shown) => {
  expect(seconds(millis)).toBe(shown);
});

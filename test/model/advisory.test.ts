import { expect, test } from 'vitest';
import { knownDate } from '../../src/model/index.js';

test.each([
  ['2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z'],
  ['0001-01-01T00:00:00Z', null],
  [null, null],
])('the date %s is %s', (date, known) => {
  expect(knownDate(date)).toBe(known);
});

import { expect, test } from 'vitest';
import { betterSources, lesserSources, sourceProblems } from '../../../src/sweep/judge/compare-sources.js';

const data = (ecosystem: string, asOf: string, starter = false) => ({
  ecosystem,
  asOf,
  starter,
  source: 'x',
  count: 1,
});
const DATABASE = { ecosystem: 'npm', starter: false, asOf: '2026-11-20' };
const STARTER = { ecosystem: 'npm', starter: true, asOf: '2026-11-01' };

test.each([
  { what: 'the same', known: DATABASE, now: [data('npm', '2026-11-20')], isLesser: false },
  { what: 'newer', known: DATABASE, now: [data('npm', '2026-11-21')], isLesser: false },
  { what: 'older', known: DATABASE, now: [data('npm', '2026-11-19')], isLesser: true },
  { what: 'the starter instead', known: DATABASE, now: [data('npm', '2026-11-25', true)], isLesser: true },
  { what: 'gone', known: DATABASE, now: [data('PyPI', '2026-11-25')], isLesser: true },
  {
    what: 'a database instead of the starter',
    known: STARTER,
    now: [data('npm', '2026-11-20')],
    isLesser: false,
  },
  { what: 'a newer starter', known: STARTER, now: [data('npm', '2026-11-02', true)], isLesser: false },
])('$what', ({ known, now, isLesser }) => {
  expect(lesserSources([known], now)).toEqual(isLesser ? [known] : []);
  const remembered = betterSources([known], now).map(({ ecosystem }) => ecosystem);
  expect(remembered.includes('npm')).toBe(!isLesser);
});

test('it is reported only where something is kept because of it', () => {
  expect(sourceProblems([DATABASE], 0)).toEqual([]);
  expect(sourceProblems([], 3)).toEqual([]);
  expect(sourceProblems([DATABASE], 1)[0]?.message).toMatch(
    /npm \(a database of 2026-11-20\)\. 1 finding .* is kept as stale/,
  );
});

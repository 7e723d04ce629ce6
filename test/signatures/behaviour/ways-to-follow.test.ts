import { expect, it } from 'vitest';
import { isAfterAll, isEnough, waysToFollow } from '../../../src/signatures/behaviour/ways-to-follow.js';

const SCRIPT = {
  bundled: [] as readonly string[],
  isShort: false,
  isPopular: false,
  modules: new Set(['axios']),
  around: new Map(),
};
const shown = (script: Partial<typeof SCRIPT>): string[] =>
  waysToFollow({ ...SCRIPT, ...script }).map(
    ({ isWide = false, isOpaque = false, large }) =>
      `${isWide ? 'all' : 'places'}${isOpaque ? ', members' : ''}${large ? ', around' : ''}`,
  );

it.each([
  ['a bundle', { bundled: ['ms'] }, ['all', 'places', 'places, around']],
  [
    'a bundle with a package that rules name',
    { bundled: ['axios'] },
    ['all', 'all, members', 'places, members', 'places, members, around'],
  ],
  ['an own file of moderate size', { isShort: true }, ['all', 'places', 'places, around']],
  ['a large file of a package', {}, ['places', 'places, around']],
  ['a package that many know', { isPopular: true }, ['places']],
])('%s', (_what, script, ways) => {
  expect(shown(script)).toEqual(ways);
});

it('goes on after little of the application was followed to its end', () => {
  const ways = waysToFollow({ ...SCRIPT, bundled: ['axios'] });
  expect(ways.map((way) => isEnough(way, true))).toEqual([true, true, false, false]);
  expect(ways.map((way) => isEnough(way, false))).toEqual([true, true, true, true]);
  expect(ways.map(isAfterAll)).toEqual([false, true, false, false]);
});

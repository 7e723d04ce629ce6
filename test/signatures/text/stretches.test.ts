import { expect, it } from 'vitest';
import { beginningsIn, stretchesOf } from '../../../src/signatures/text/stretches.js';

it('beginnings inside of what was found count, and a pair of code units is one character', () => {
  expect([...beginningsIn('aaa', /aa/gu)]).toEqual([0, 1]);
  expect([...beginningsIn('\u{1F600}\u{1F600}', /./gu)]).toEqual([0, 2]);
});

it.each<[what: string, text: string, reach: number, stretches: readonly (readonly [number, number])[]]>([
  ['one', 'xxaxxxx', 3, [[2, 5]]],
  ['the end of the text', 'xxa', 9, [[2, 3]]],
  ['two that meet are one', 'axxaxxxx', 3, [[0, 6]]],
  ['two that overlap are one', 'axaxxxxx', 3, [[0, 5]]],
  [
    'two apart',
    'axxxxaxxxx',
    2,
    [
      [0, 2],
      [5, 7],
    ],
  ],
  ['blanks are free', 'a  x\n\n  xxx', 3, [[0, 9]]],
  ['blanks behind the last one, too', 'axx   x', 3, [[0, 6]]],
])('stretches: %s', (...[, text, reach, stretches]) => {
  expect([...stretchesOf(text, /a/gu, reach)].map(({ start, end }) => [start, end])).toEqual(stretches);
});

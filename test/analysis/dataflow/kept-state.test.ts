import { expect, test } from 'vitest';
import { isEmptied } from '../../../src/analysis/dataflow/kept-state.js';
import { foundIn, injectionPairs } from '../../support/injection-pairs.js';

test('a list that code empties keeps nothing', () => {
  expect(isEmptied('const names = [];\nnames.push(x);', 'names')).toBe(false);
  expect(isEmptied('const names = [];\nnames.length = 0;', 'names')).toBe(true);
  expect(isEmptied('let names = [];\nnames = [];', 'names')).toBe(true);
  expect(isEmptied('names = []\nnames.clear()', 'names')).toBe(true);
});

test.each(injectionPairs('state.txt'))('$name', async (handler) => {
  expect(await foundIn(handler)).toBe(handler.rule ?? '');
});

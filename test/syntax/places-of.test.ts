import { expect, test } from 'vitest';
import { placesOf } from '../../src/syntax/index.js';

test('finds a word wherever it stands, without overlaps', () => {
  expect(placesOf('aaa b aa', 'aa')).toEqual([0, 6]);
  expect(placesOf('b', 'aa')).toEqual([]);
});

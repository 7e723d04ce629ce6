import { expect, test } from 'vitest';
import { wordParts } from '../../../src/program/python/word-parts.js';

const CASES: readonly (readonly [word: string, level: number, ...parts: string[]])[] = [
  ['a.b', 0, 'a', 'b'],
  ['..a', 2, 'a'],
  ['a/b', 0, 'a', 'b'],
  ['a.b:main', 0, 'a', 'b'],
  ['a.', 0, 'a'],
  ['.', 1],
];

test.each(CASES.map((each) => ({ each })))('$each', ({ each: [word, level, ...parts] }) => {
  expect(wordParts(word)).toEqual({ level, parts });
});

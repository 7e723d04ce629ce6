import { expect, test } from 'vitest';
import { baseOf, below, isWithin, parentOf } from '../../src/files/tree-path.js';

test.each([
  ['', '', ''],
  ['a', '', 'a'],
  ['a/b', 'a', 'b'],
  ['a/b/c.js', 'a/b', 'c.js'],
])('%j lies in %j and is called %j there', (path, parent, base) => {
  expect([parentOf(path), baseOf(path)]).toEqual([parent, base]);
  expect(below(parent, base)).toBe(path);
});

test.each([
  ['a/b', '', true],
  ['a', 'a', true],
  ['a/b', 'a', true],
  ['ab', 'a', false],
  ['a', 'a/b', false],
])('whether %j is within %j: %s', (path, folder, expected) => {
  expect(isWithin(path, folder)).toBe(expected);
});

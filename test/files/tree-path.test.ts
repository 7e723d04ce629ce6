import { expect, test } from 'vitest';
import { baseOf, below, isWithin, isWithinAny, parentOf, topFolders } from '../../src/files/tree-path.js';

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

test.each([
  ['a/b/c', ['a', 'x'], true],
  ['a', ['a'], true],
  ['ab', ['a'], false],
  ['a', ['a/b'], false],
  ['a', [''], true],
  ['a', [], false],
])('whether %j is within any of %j: %s', (path, folders, expected) => {
  expect(isWithinAny(path, new Set(folders))).toBe(expected);
});

test('top folders lie in no other one', () => {
  expect(topFolders(new Set(['a/b', 'a', 'a-b', 'a-b/c/d', 'c/d']))).toEqual(['a', 'a-b', 'c/d']);
  expect(topFolders(new Set(['', 'a']))).toEqual(['']);
});

import { expect, test } from 'vitest';
import { folderOf, foldersOf } from '../../src/files/folders-of.js';

test('names every folder that has something in it once', () => {
  expect([...foldersOf(['a/b/c', 'a/b/d', 'a/e', 'f', 'g/h'])].sort()).toEqual(['a', 'a/b', 'g']);
  expect(['a/b/c', 'a', ''].map(folderOf)).toEqual(['a/b', '', '']);
});

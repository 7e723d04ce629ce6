import { expect, test } from 'vitest';
import {
  moduleFolderAt,
  moduleFoldersOf,
  nearestOf,
  storeOf,
} from '../../../src/ecosystems/npm/module-folders.js';

test.each([
  ['a/index.js', []],
  ['node_modules/a/index.js', ['node_modules/a']],
  ['node_modules/@s/a/x.js', ['node_modules/@s/a']],
  ['x/node_modules/a/node_modules/b/c.js', ['x/node_modules/a', 'x/node_modules/a/node_modules/b']],
  ['node_modules/.bin/a', []],
  ['node_modules/.pnpm/a@1/node_modules/a/x.js', ['node_modules/.pnpm/a@1/node_modules/a']],
  ['my_node_modules/a/x.js', []],
])('module folders on the way to %s', (path, expected) => {
  expect(moduleFoldersOf(path).map((folder) => folder.path)).toEqual(expected);
});

test('a module folder has a name and an owner', () => {
  expect(moduleFolderAt('x/node_modules/@s/a')).toEqual({
    path: 'x/node_modules/@s/a',
    name: '@s/a',
    owner: 'x',
  });
  expect(moduleFolderAt('x/node_modules/@s/a/lib')).toBeUndefined();
});

test.each([
  ['x/node_modules/.pnpm/a@1/node_modules/a', { project: 'x', isPlugAndPlay: false }],
  ['.yarn/cache/a', { project: '', isPlugAndPlay: true }],
  ['node_modules/a', undefined],
])('store of %s', (folder, expected) => {
  const found = storeOf(folder);
  expect(found && { ...found, project: found.project.replace(/\/$/, '') }).toEqual(expected);
});

test('nearestOf gives the folder itself, else the nearest around it', () => {
  const known = new Map([
    ['a', 1],
    ['a/b', 2],
  ]);
  expect(['a/b', 'a/b/c', 'a/c', 'd'].map((folder) => nearestOf(known, folder))).toEqual([
    2,
    2,
    1,
    undefined,
  ]);
});

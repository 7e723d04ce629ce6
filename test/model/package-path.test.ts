import { expect, test } from 'vitest';
import { packageWithId, pathFromRoot } from '../../src/model/index.js';
import { packageOf } from '../support/model-builders.js';

const packages = [
  packageOf('a', '1.0.0', { direct: true, dependencies: ['npm:node_modules/b'] }),
  packageOf('b', '1.0.0', { direct: false, dependencies: ['npm:node_modules/c', 'npm:node_modules/a'] }),
  packageOf('c', '1.0.0', { direct: false, dependencies: ['npm:node_modules/b', 'gone'] }),
  packageOf('d', '1.0.0', { direct: true, dependencies: ['npm:node_modules/c'] }),
  packageOf('stray', '1.0.0', { direct: null, dependencies: ['npm:node_modules/c'] }),
];

test.each([
  ['a', ['a']],
  ['b', ['a', 'b']],
  ['c', ['d', 'c']],
  ['stray', null],
  ['unheard-of', null],
])('the shortest path to %s', (name, path) => {
  const ids = path?.map((each) => `npm:node_modules/${each}`) ?? null;
  expect(pathFromRoot(packages, `npm:node_modules/${name}`)?.map(({ id }) => id) ?? null).toEqual(ids);
});

test('a dependency that is not in the list has no path', () => {
  expect(pathFromRoot(packages, 'gone')).toBeNull();
});

test('a package is found by its id', () => {
  expect(packageWithId(packages, 'npm:node_modules/c')).toBe(packages[2]);
  expect(packageWithId(packages, 'gone')).toBeUndefined();
});

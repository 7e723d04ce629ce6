import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { PackageOwners } from '../../src/model/index.js';
import { packageOf } from '../support/model-builders.js';

const owners = new PackageOwners([
  packageOf('a', '1.0.0'),
  packageOf('b', '1.0.0', { locations: [{ path: 'node_modules/a/node_modules/b' }] }),
  packageOf('c', '1.0.0', { presence: 'declared' }),
]);

it.each([
  ['node_modules/a/index.js', 0],
  ['node_modules/a/lib/x/y.js', 0],
  ['node_modules/a/node_modules/b/x.js', 1],
  ['node_modules/a/node_modules/z.js', 0],
  ['node_modules/ab/index.js', undefined],
  ['node_modules/c/index.js', undefined],
  ['index.js', undefined],
  ['node_modules/a', 0],
])('%s belongs to %s', (path, owner) => {
  expect(owners.ownerOf(path)).toBe(owner);
});

it('a package at the root owns files without a nearer owner', () => {
  expect(new PackageOwners([packageOf('a', '1.0.0', { locations: [{ path: '' }] })]).ownerOf('x/y.js')).toBe(
    0,
  );
});

it('paths as deep as a tree may have them are no reason to fail', () => {
  expect(owners.ownerOf(`${'a/'.repeat(DEFAULT_LIMITS.maxPathDepth)}x.js`)).toBeUndefined();
});

import { expect, it } from 'vitest';
import type { FingerprintIndex } from '../../src/recognition/index.js';
import { indexedCopies } from '../../src/inventory/indexed-copies.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const copyOf = (name: string) =>
  packageOf(name, '1.0.0', { id: name, presence: 'vendored', locations: [{ path: `lib/${name}` }] });
const tree = memoryTree({
  'lib/known/a.js': '1234',
  'lib/known/node_modules/b/index.js': '12',
  'lib/own/a.js': '123',
  'index.js': '1',
});
const index = { packages: [{ name: 'known' }] } as unknown as FingerprintIndex;

it('copies of packages that the index knows are packages, with the bytes of their own files', async () => {
  const nested = packageOf('b', '1.0.0', { locations: [{ path: 'lib/known/node_modules/b' }] });
  const found = { copies: [copyOf('known'), copyOf('own')], packages: [nested] };
  const { copies, packages } = await indexedCopies(tree, found, () => Promise.resolve(index));
  expect(packages.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['b', nested.bytes],
    ['known', 4],
  ]);
  expect(copies.map(({ name, bytes }) => [name, bytes])).toEqual([['own', 3]]);
});

it('no index is opened where there are no copies', async () => {
  const fails = () => Promise.reject(new Error('opened'));
  expect(await indexedCopies(tree, { copies: [], packages: [] }, fails)).toEqual({
    copies: [],
    packages: [],
  });
});

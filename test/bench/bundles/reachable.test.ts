import { expect, it } from 'vitest';
import { benchModule } from './bench-module.js';

interface Locks {
  readonly releases: Record<string, { dependencies?: Record<string, string> }>;
  readonly apps: Record<string, Record<string, string>>;
}
const { reachableFolders } = await benchModule<{
  readonly reachableFolders: (app: string, indexed: Set<string>, locks: Locks) => Set<string>;
}>('reachable.mjs');
const { lockOf } = await benchModule<{
  readonly lockOf: (locks: Locks, id: string, manifest: object) => object | null;
}>('locks.mjs');

const LOCKS: Locks = {
  releases: {
    'a@1.0.0': { dependencies: { b: '^1.0.0', c: '*' } },
    'b@1.0.0': { dependencies: { c: '^2.0.0' } },
    'c@1.0.0': {},
    'c@2.0.0': {},
    'd@1.0.0': { dependencies: { c: '*' } },
  },
  apps: {
    app: {
      'node_modules/a': 'a@1.0.0',
      'node_modules/b': 'b@1.0.0',
      'node_modules/b/node_modules/c': 'c@2.0.0',
      'node_modules/c': 'c@1.0.0',
      'node_modules/alias': 'd@1.0.0',
    },
  },
};

it.each<[indexed: string[], folders: string[]]>([
  [[], []],
  [['b'], ['b', 'b/node_modules/c']],
  [['d'], ['alias', 'c']],
  [['a'], ['a', 'b', 'b/node_modules/c', 'c']],
  [['c'], ['b/node_modules/c', 'c']],
])('an index of %j leads to %j', (indexed, folders) => {
  const reached = [...reachableFolders('app', new Set(indexed), LOCKS)].sort();
  expect(reached).toEqual(folders.map((folder) => `node_modules/${folder}`));
});

it('restores a lockfile from its stored facts', () => {
  const dependencies = { a: '1.0.0', alias: 'npm:d@1.0.0' };
  const lock = lockOf(LOCKS, 'app', { name: 'app', version: '1.0.0', dependencies });
  expect(lock).toMatchObject({
    packages: {
      'node_modules/alias': { name: 'd', version: '1.0.0', dependencies: { c: '*' } },
      'node_modules/b/node_modules/c': { version: '2.0.0' },
    },
  });
});

it('knows no lockfile for other dependencies than it was made of', () => {
  expect(lockOf(LOCKS, 'app', { name: 'app', version: '1.0.0', dependencies: { a: '1.0.1' } })).toBeNull();
});

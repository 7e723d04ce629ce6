import { expect, test } from 'vitest';
import { declaredByLockfile } from '../../../src/extractors/index.js';
import { readLockfile } from '../../../src/lockfiles/index.js';

const LOCKFILE = {
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { left: '1' }, devDependencies: { tool: '1' } },
    'node_modules/left': { version: '1.0.0', dependencies: { deep: '1' } },
    'node_modules/left/node_modules/deep': { version: '1.5.0' },
    'node_modules/tool': { version: '3.0.0' },
  },
};

test('packages of a lockfile have exact versions, edges and their place; development is left out where the root is known', () => {
  const lockfile = readLockfile(
    { path: 'package-lock.json', bytes: Buffer.from(JSON.stringify(LOCKFILE)) },
    null,
  );
  const packages = declaredByLockfile(lockfile, 'root');
  expect(
    packages.map(({ name, version, direct, evidence }) => [name, version, direct, evidence[0]?.detail]),
  ).toEqual([
    ['left', '1.0.0', true, 'node_modules/left'],
    ['deep', '1.5.0', false, 'node_modules/left/node_modules/deep'],
  ]);
  expect(packages[0]?.dependencies).toEqual([packages[1]?.id]);
  expect(declaredByLockfile({ ...lockfile, rootEdges: null }, 'root').map(({ name }) => name)).toContain(
    'tool',
  );
});

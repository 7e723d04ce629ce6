import { expect, it } from 'vitest';
import { vendoredFolders } from '../../../src/inventory/npm/vendored-folders.js';
import { memoryTree } from '../../support/memory-tree.js';
import { packageOf } from '../../support/model-builders.js';

const HOST = packageOf('host', '1.0.0');

function manifest(fields: object): string {
  return JSON.stringify(fields);
}

it('names the copies in own folders of a package, by their manifests', async () => {
  const tree = memoryTree({
    'node_modules/host/package.json': manifest({ name: 'host', version: '1.0.0' }),
    'node_modules/host/dist/compiled/ms/package.json': manifest({ name: 'ms', main: 'index.js' }),
    'node_modules/host/vendor/base64/package.json': manifest({ name: 'base-64', version: '1.0.0' }),
  });
  const rows = await vendoredFolders(tree, [HOST]);
  expect(rows).toMatchObject([
    { name: 'ms', version: null, versionState: 'unknown', purl: 'pkg:npm/ms', vendoredIn: HOST.id },
    { name: 'base-64', version: '1.0.0', presence: 'vendored', purl: 'pkg:npm/base-64@1.0.0' },
  ]);
  expect(rows.map(({ locations }) => locations)).toEqual([
    [{ path: 'node_modules/host/dist/compiled/ms' }],
    [{ path: 'node_modules/host/vendor/base64' }],
  ]);
});

it.each([
  ['the package itself', 'vendor/host', { name: 'host', version: '1.0.0' }],
  ['a second build', 'dist/esm', { type: 'module' }],
  ['a folder of its own under another name', 'dist/esm', { name: 'other', version: '1.0.0' }],
  ['no name that a package can have', 'vendor/x', { name: 'no name', version: '1.0.0' }],
  ['a package of a test', 'test/vendor/x', { name: 'other', version: '1.0.0' }],
  ['a private package', 'vendor/x', { name: 'other', version: '1.0.0', private: true }],
])('takes no copy to be there: %s', async (_case, folder, fields) => {
  const tree = memoryTree({ [`node_modules/host/${folder}/package.json`]: manifest(fields) });
  expect(await vendoredFolders(tree, [HOST])).toEqual([]);
});

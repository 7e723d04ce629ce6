import { expect, it } from 'vitest';
import { extract } from '../../src/extractors/index.js';
import { memoryTree } from '../support/memory-tree.js';

it('joins the results of all extractors', async () => {
  const tree = memoryTree({
    'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
    'index.js': 'require("b")',
    'go.mod': '',
  });
  const { packages, problems, roots, unresolvedImports } = await extract(tree, { isImage: false });
  expect({
    packages: packages.map(({ purl }) => purl),
    problems: problems.map(({ path }) => path),
    roots: roots.map(({ id }) => id),
    unresolvedImports,
  }).toEqual({
    packages: ['pkg:npm/a@1.0.0'],
    problems: ['go.mod'],
    roots: ['npm:'],
    unresolvedImports: [{ name: 'b', by: 'application' }],
  });
});

it('finds nothing in an empty tree', async () => {
  expect((await extract(memoryTree({}), { isImage: false })).packages).toEqual([]);
});

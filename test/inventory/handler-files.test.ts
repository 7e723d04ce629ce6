import { expect, test } from 'vitest';
import { handlerFiles } from '../../src/inventory/handler-files.js';
import { withLimit } from '../support/lowered-limit.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

const NONE = { packages: [], scripts: new Set<string>() };

test('lists scripts by name and content, manifests and shell scripts, and no data', () => {
  const names = ['a.mjs', 'a.d.ts', 'b.txt', 'c', 'd/package.json', 'run.sh', 'e/f.ts', 'g.json'];
  const tree = memoryTree(Object.fromEntries(names.map((name) => [name, ''])));
  expect(handlerFiles(tree, { packages: [], scripts: new Set(['c']) })).toEqual([
    'a.mjs',
    'c',
    'd/package.json',
    'e/f.ts',
    'run.sh',
  ]);
});

test('leaves out files of installed packages, and nothing else below node_modules', () => {
  const tree = memoryTree({
    'node_modules/a/index.js': '',
    'node_modules/a/node_modules/b/index.js': '',
    'node_modules/wrapper.js': '',
    'nodejs/node_modules/wrap/index.js': '',
    'vendor/c/index.js': '',
  });
  const packages = [
    packageOf('a', '1.0.0'),
    packageOf('c', '1.0.0', { presence: 'vendored', locations: [{ path: 'vendor/c' }] }),
  ];
  expect(handlerFiles(tree, { ...NONE, packages })).toEqual([
    'node_modules/wrapper.js',
    'nodejs/node_modules/wrap/index.js',
    'vendor/c/index.js',
  ]);
});

test('lists links that lead to something', () => {
  const links = { 'a.js': 'b.js', now: 'v1', 'gone.js': 'none.js', loop: 'loop' };
  const tree = memoryTree({ 'b.js': '', 'v1/c.txt': '' }, links);
  expect(handlerFiles(tree, NONE)).toEqual(['a.js', 'b.js', 'now']);
});

test('keeps the shallowest ones where there are too many', async () => {
  const tree = memoryTree({ 'a/a/a.js': '', 'b/b.js': '', 'z.js': '' });
  expect(await withLimit('handler-files', 2, () => handlerFiles(tree, NONE))).toEqual(['b/b.js', 'z.js']);
});

import { expect, it, vi } from 'vitest';
import { go } from '../../../src/extractors/go/index.js';
import { takeInventory } from '../../../src/inventory/index.js';
import { goProgram, inlineBuildInfo, moduleLines } from '../../support/go-build-info.js';
import { memoryTree } from '../../support/memory-tree.js';

const loaded = vi.hoisted(() => ({ readers: 0 }));
vi.mock('../../../src/extractors/go/read-program.js', (importOriginal) => {
  loaded.readers += 1;
  return importOriginal();
});

const program = goProgram(
  inlineBuildInfo('go1.21.3', moduleLines('example.com/app (devel)', ['golang.org/x/net v0.7.0'])),
);

async function inventoryOf(files: Readonly<Record<string, Uint8Array>>) {
  return takeInventory({ tree: memoryTree(files), problems: [], image: null });
}

it('is loaded for programs outside of packages alone', async () => {
  await inventoryOf({
    'index.js': Buffer.from("require('esbuild')"),
    'node_modules/esbuild/package.json': Buffer.from('{"name":"esbuild","version":"0.25.0"}'),
    'node_modules/esbuild/bin/esbuild': program,
  });
  expect(loaded.readers).toBe(0);
  await inventoryOf({ bootstrap: program });
  expect(loaded.readers).toBe(1);
});

it('finds the modules of a program, whose bytes are then explained', async () => {
  const { packages, coverage, problems, roots } = await inventoryOf({ bootstrap: program });
  expect(packages.map(({ purl }) => purl)).toEqual([
    'pkg:golang/example.com/app',
    'pkg:golang/golang.org/x/net@v0.7.0',
    'pkg:golang/stdlib@1.21.3',
  ]);
  expect(coverage).toMatchObject({ bundled: program.length, unattributed: 0 });
  expect(roots).toMatchObject([{ id: 'go:bootstrap' }]);
  expect(problems).toEqual([]);
});

it('is incomplete where a program has no list of modules, or no build information', async () => {
  const bare = goProgram(inlineBuildInfo('go1.21.3', ''));
  const { packages, problems } = await inventoryOf({ bootstrap: bare, main: program.subarray(0, 200) });
  expect(packages.map(({ name }) => name)).toEqual(['stdlib']);
  expect(problems).toMatchObject([
    { code: 'missing', path: 'bootstrap', affectsCompleteness: true },
    { code: 'unresolved', path: 'main', affectsCompleteness: true },
  ]);
});

it('looks at programs alone, outside of packages', () => {
  const tree = memoryTree({});
  const recognises = (...programs: string[]) =>
    go.recognises(tree, { isImage: false, programs: new Set(programs) });
  expect([recognises('bootstrap'), recognises('node_modules/a/bin/x'), recognises()]).toEqual([
    true,
    false,
    false,
  ]);
  expect(go.recognises(tree, { isImage: false })).toBe(false);
});

it('is incomplete where a program lists more modules than are read', async () => {
  const many = Array.from({ length: 20_001 }, (_, index) => `example.com/m${index} v1.0.0`);
  const lines = moduleLines('example.com/app (devel)', many);
  const { problems } = await inventoryOf({ bootstrap: goProgram(inlineBuildInfo('go1.21.3', lines)) });
  expect(problems).toMatchObject([{ code: 'too-large', path: 'bootstrap', affectsCompleteness: true }]);
});

it.each([
  ['an invalid name', ['<b>x</b> v1.0.0']],
  ['no name', [' v1.0.0']],
  ['a module twice', ['golang.org/x/net v9.0.0', 'golang.org/x/net v0.7.0']],
  ['the standard library as a module', ['stdlib v9.0.0']],
])('is incomplete where a list has %s', async (_, modules) => {
  const info = inlineBuildInfo('go1.21.3', moduleLines('my app (devel)', modules));
  const { problems } = await inventoryOf({ bootstrap: goProgram(info) });
  expect(problems).toMatchObject([{ code: 'malformed', path: 'bootstrap', affectsCompleteness: true }]);
});

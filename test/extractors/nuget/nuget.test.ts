import { expect, it, vi } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const loaded = vi.hoisted(() => ({ readers: 0 }));
vi.mock('../../../src/extractors/nuget/find-libraries.js', (importOriginal) => {
  loaded.readers += 1;
  return importOriginal();
});

type Files = Readonly<Record<string, string>>;

async function inventoryOf(files: Files) {
  return takeInventory({ tree: memoryTree(files), problems: [], image: null });
}

function rowsOf({ packages }: Awaited<ReturnType<typeof inventoryOf>>) {
  return packages.map(({ purl, presence, direct, origin }) => [purl, presence, direct, origin]);
}

// Written from the format's documents: no .NET was here to write one.
const LIST = {
  runtimeTarget: { name: '.NETCoreApp,Version=v8.0/linux-x64', signature: '' },
  targets: {
    '.NETCoreApp,Version=v8.0': {},
    '.NETCoreApp,Version=v8.0/linux-x64': {
      'App/1.0.0': {
        dependencies: { 'Newtonsoft.Json': '13.0.1', Shared: '1.0.0' },
        runtime: { 'App.dll': {} },
      },
      'Newtonsoft.Json/13.0.1': {
        dependencies: { 'Sqlite.Native': '2.1.0', 'Newtonsoft.Json': '13.0.1' },
        runtime: { 'lib/net6.0/Newtonsoft.Json.dll': { assemblyVersion: '13.0.0.0' } },
      },
      'Sqlite.Native/2.1.0': {
        runtimeTargets: {
          'runtimes/linux-x64/native/libsqlite.so': { rid: 'linux-x64', assetType: 'native' },
        },
        resources: { 'lib/net8.0/de/Sqlite.resources.dll': { locale: 'de' } },
      },
      'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.11': {
        runtime: { 'System.Private.CoreLib.dll': {} },
      },
      'Gone/1.0.0': { runtime: { 'lib/net8.0/Gone.dll': {} } },
      'Shared/1.0.0': { runtime: { 'Shared.dll': {} } },
    },
  },
  libraries: {
    'App/1.0.0': { type: 'project' },
    'Newtonsoft.Json/13.0.1': { type: 'package' },
    'Sqlite.Native/2.1.0': { type: 'package' },
    'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.11': { type: 'runtimepack' },
    'Gone/1.0.0': { type: 'package' },
    'Shared/1.0.0': { type: 'reference' },
  },
};
const CODE = {
  'App.dll': 'MZ',
  'Newtonsoft.Json.dll': 'MZ',
  'de/Sqlite.resources.dll': 'MZ',
  'runtimes/linux-x64/native/libsqlite.so': 'x',
  'System.Private.CoreLib.dll': 'MZ',
  'Shared.dll': 'MZ',
};

it('is loaded for .NET alone', async () => {
  await inventoryOf({ 'index.js': 'x()', 'node_modules/edge/x.dll': 'MZ' });
  expect(loaded.readers).toBe(0);
});

it('finds the libraries that a build lists, and the assemblies of the application', async () => {
  const found = await inventoryOf({ ...CODE, 'App.deps.json': JSON.stringify(LIST) });
  expect(rowsOf(found)).toEqual([
    ['pkg:nuget/Newtonsoft.Json@13.0.1', 'installed', true, 'unknown'],
    ['pkg:nuget/Sqlite.Native@2.1.0', 'installed', false, 'unknown'],
    ['pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.11', 'installed', false, 'unknown'],
    ['pkg:nuget/Gone@1.0.0', 'declared', false, 'unknown'],
    ['pkg:nuget/Shared@1.0.0', 'installed', true, 'private'],
  ]);
  const [newton, sqlite] = found.packages;
  expect(newton?.dependencies).toEqual([sqlite?.id]);
  expect(found.problems).toEqual([]);
  expect(found.coverage).toMatchObject({ firstParty: 2, unattributed: 0 });
});

it('reads several lists of one artifact', async () => {
  const list = JSON.stringify(LIST);
  const { roots } = await inventoryOf({ 'a/App.deps.json': list, 'b/App.deps.json': list });
  expect(roots.map(({ path }) => path)).toEqual(['a', 'b']);
});

it('is incomplete for assemblies that no list describes', async () => {
  const { problems, coverage } = await inventoryOf({ 'App.dll': 'MZ', 'x/Y.dll': 'MZ' });
  expect(problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: true }]);
  expect(coverage).toMatchObject({ unattributed: 4 });
});

it.each(['', '[]', '{}', '{"libraries":[]}', '{"libraries":'.repeat(50_000)])(
  'is incomplete for a list that is none (%#)',
  async (text) => {
    const { problems } = await inventoryOf({ 'App.deps.json': text });
    expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  },
);

it('takes hostile names, paths out of the artifact and circles', async () => {
  const targets = {
    t: {
      'a/1.0': { dependencies: { b: '1.0' }, runtimeTargets: { '../../../etc/passwd': {} } },
      'b/1.0': { dependencies: { a: '1.0', __proto__: 'x' } },
    },
  };
  const names = ['a/1.0', 'b/1.0', 'constructor/x', '\u001b[31m/1.0', '/1', 'x'];
  const libraries = Object.fromEntries(names.map((name) => [name, { type: 'package' }]));
  const { packages } = await inventoryOf({ 'App.deps.json': JSON.stringify({ targets, libraries }) });
  expect(packages.map(({ name, version, confidence }) => [name, version, confidence])).toEqual([
    ['a', '1.0', 'high'],
    ['b', '1.0', 'high'],
    ['constructor', null, 'high'],
    ['\u001b[31m', '1.0', 'low'],
  ]);
});

const LOCK = JSON.stringify({
  version: 1,
  dependencies: {
    'net8.0': {
      A: { type: 'Direct', requested: '[1.0.0, )', resolved: '1.0.0', dependencies: { B: '2.0.0' } },
      B: { type: 'Transitive', resolved: '2.0.0' },
    },
  },
});

it('lists what a lockfile declares where no list of libraries is', async () => {
  expect(rowsOf(await inventoryOf({ 'src/packages.lock.json': LOCK }))).toEqual([
    ['pkg:nuget/A@1.0.0', 'declared', true, 'unknown'],
    ['pkg:nuget/B@2.0.0', 'declared', false, 'unknown'],
  ]);
  const built = await inventoryOf({ 'packages.lock.json': LOCK, 'App.deps.json': JSON.stringify(LIST) });
  expect(rowsOf(built).map(([purl]) => purl)).not.toContain('pkg:nuget/A@1.0.0');
});

it('compares with a lockfile, and with none of several in one folder', async () => {
  const lock = JSON.stringify({
    version: 1,
    dependencies: { 'net8.0': { 'Newtonsoft.Json': { type: 'Direct', resolved: '13.0.3' } } },
  });
  const files = { ...CODE, 'App.deps.json': JSON.stringify(LIST), 'packages.App.lock.json': lock };
  const alone = await inventoryOf(files);
  const beside = await inventoryOf({ ...files, 'packages.Other.lock.json': LOCK });
  expect([alone, beside].map(({ drifts }) => drifts.map(({ lockedVersion }) => lockedVersion))).toEqual([
    ['13.0.3'],
    [],
  ]);
});

import { expect, it, test } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { dotnetBundle, type BundledPart } from '../../support/dotnet-bundle.js';
import { memoryTree } from '../../support/memory-tree.js';

const LIST = JSON.stringify({
  runtimeTarget: { name: 'net8.0/linux-x64' },
  targets: {
    'net8.0/linux-x64': {
      'App/1.0.0': { dependencies: { A: '1.0.0' }, runtime: { 'App.dll': {} } },
      'A/1.0.0': { runtime: { 'lib/net8.0/A.dll': {} } },
      'Gone/2.0.0': { runtime: { 'lib/net8.0/Gone.dll': {} } },
      'Compiled/3.0.0': { compile: { 'ref/net8.0/Compiled.dll': {} }, compileOnly: true },
      'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { runtime: { 'System.Runtime.dll': {} } },
    },
  },
  libraries: {
    'App/1.0.0': { type: 'project' },
    'A/1.0.0': { type: 'package' },
    'Gone/2.0.0': { type: 'package' },
    'Compiled/3.0.0': { type: 'package' },
    'Elsewhere/4.0.0': { type: 'package' },
    'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.1': { type: 'runtimepack' },
  },
});

function assembly(path: string): BundledPart {
  return { path, type: 1, content: 'MZ', isPacked: true };
}

const ASSEMBLIES = ['App.dll', 'A.dll', 'System.Runtime.dll'].map(assembly);
const list = (content: string): BundledPart => ({ path: 'App.deps.json', type: 3, content });

async function inventoryOf(program: Uint8Array) {
  return takeInventory({ tree: memoryTree({ bootstrap: program }), problems: [], image: null });
}

it('finds the packages in a program, whose bytes are then explained', async () => {
  const program = dotnetBundle([...ASSEMBLIES, list(LIST)]);
  const { packages, coverage, problems } = await inventoryOf(program);
  expect(
    packages.map(({ purl, presence, direct, locations }) => [purl, presence, direct, locations]),
  ).toEqual([
    ['pkg:nuget/A@1.0.0', 'bundled', true, [{ path: 'bootstrap' }]],
    ['pkg:nuget/Gone@2.0.0', 'declared', false, [{ path: 'bootstrap' }]],
    ['pkg:nuget/Compiled@3.0.0', 'declared', false, [{ path: 'bootstrap' }]],
    ['pkg:nuget/Elsewhere@4.0.0', 'declared', false, [{ path: 'bootstrap' }]],
    ['pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.1', 'bundled', false, [{ path: 'bootstrap' }]],
  ]);
  expect([coverage.unattributed, problems]).toEqual([0, []]);
});

test.each([
  [
    'an assembly that the list lacks',
    [...ASSEMBLIES, assembly('Evil.dll'), list(LIST)],
    'unresolved',
    'Evil.dll',
  ],
  ['no list', ASSEMBLIES, 'unresolved', 'without a list'],
  ['a list that is none', [...ASSEMBLIES, list('{')], 'malformed', 'none that .NET writes'],
])('a program with %s is a problem', async (...[, parts, code, words]) => {
  const { problems } = await inventoryOf(dotnetBundle(parts));
  const found = problems.find(({ message }) => message.includes(words));
  expect(found).toMatchObject({ code, path: 'bootstrap', affectsCompleteness: true });
});

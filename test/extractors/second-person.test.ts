import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { system } from '../../src/extractors/system/index.js';
import { takeInventory } from '../../src/inventory/index.js';
import { memoryTree } from '../support/memory-tree.js';

const FIXTURES = new URL('../../fixtures/second-person/', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, FIXTURES), 'utf8');
}

interface DotnetCase {
  readonly beside: readonly string[];
  readonly packages: readonly (readonly [string, string, boolean | null])[];
}

interface ApkCase {
  readonly list: string;
  readonly release: string;
  readonly isIncomplete: boolean;
  readonly packages: readonly (readonly [string, string | null, string])[];
}

const DOTNET = JSON.parse(read('dotnet/truth.json')) as Record<string, DotnetCase>;
const APK = JSON.parse(read('apk/truth.json')) as Record<string, ApkCase>;

function listsOf(name: string): Record<string, string> {
  const paths = readdirSync(new URL(`dotnet/${name}/`, FIXTURES), { recursive: true, encoding: 'utf8' });
  const lists = paths.filter((path) => path.endsWith('.json'));
  return Object.fromEntries(lists.map((path) => [path, read(`dotnet/${name}/${path}`)]));
}

it.each(Object.entries(DOTNET))('.NET: %s', async (name, { beside, packages }) => {
  const lists = listsOf(name);
  const files = { ...Object.fromEntries(beside.map((path) => [path, 'MZ'])), ...lists };
  const found = await takeInventory({ tree: memoryTree(files), problems: [], image: null });
  const isBuilt = Object.keys(lists).some((path) => path.endsWith('.deps.json'));
  const rows = found.packages.filter(
    ({ presence, origin }) => origin !== 'private' && presence === (isBuilt ? 'installed' : 'declared'),
  );
  const told = new Map(packages.map(([id, version, direct]) => [`${id} ${version}`, direct]));
  expect(
    rows.map((row) => {
      const key = `${row.name} ${row.version}`;
      return [key, told.get(key) === null ? null : row.direct];
    }),
  ).toEqual(expect.arrayContaining([...told]));
  expect(rows).toHaveLength(told.size);
});

it.each(Object.entries(APK))('apk: %s', async (name, { list, release, isIncomplete, packages }) => {
  const tree = memoryTree({
    'etc/os-release': read(`apk/${name}/os-release`),
    [list]: read(`apk/${name}/installed`),
  });
  const found = await system.extract(tree, { isImage: true, layers: [] });
  const rows = found.packages.map((row) => [row.name, row.version, row.system?.source.name]);
  expect(rows).toEqual(expect.arrayContaining([...packages]));
  expect(rows).toHaveLength(packages.length);
  expect(found.packages.every(({ ecosystem }) => ecosystem === `Alpine:${release}`)).toBe(release !== 'edge');
  expect(found.problems.some(({ affectsCompleteness }) => affectsCompleteness)).toBe(isIncomplete);
});

import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filesBelow, foldersIn, PROJECT } from '../support/project-files.js';
import { missingOf, PLUGIN_FAMILIES, type PluginFacts, type PluginFamily } from './plugin-families.js';

const paths = [...filesBelow('test'), ...filesBelow('fixtures')];

async function exportsOf(path: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(PROJECT + path).href)) as Readonly<Record<string, unknown>>;
}

/** A plugin's main file is `index.ts` or has the folder's name. */
function mainFileOf(family: string, id: string): string {
  const named = `src/${family}/${id}/${id}.ts`;
  return existsSync(PROJECT + named) ? named : `src/${family}/${id}/index.ts`;
}

function pluginsOf({ family, steps = [] }: PluginFamily): string[] {
  return foldersIn(`src/${family}`).filter((folder) => !steps.includes(folder));
}

describe.each(PLUGIN_FAMILIES)('$family', (family) => {
  test.each(pluginsOf(family))('%s has what a plugin needs', async (id) => {
    const exported = Object.values(await exportsOf(mainFileOf(family.family, id)));
    const registered = (await exportsOf(`src/${family.family}/index.ts`))[
      family.registry
    ] as readonly unknown[];
    expect(missingOf({ family, id, exported, registered, paths })).toEqual([]);
  });

  test('every registered plugin has a folder', async () => {
    const registered = (await exportsOf(`src/${family.family}/index.ts`))[family.registry] as readonly {
      id: string;
    }[];
    expect(registered.map(({ id }) => id).sort()).toEqual(pluginsOf(family));
  });
});

describe('a plugin that lacks something is caught', () => {
  const plugin = { id: 'zip', title: 'zip archives' };
  const complete: PluginFacts = {
    family: { family: 'sources', registry: 'SOURCES', hasFixtures: true },
    id: 'zip',
    exported: [() => 0, plugin],
    registered: [plugin],
    paths: ['test/sources/zip/read.test.ts', 'fixtures/sources/zip/plain/a.zip'],
  };

  test('nothing is reported for a complete one', () => expect(missingOf(complete)).toEqual([]));

  test.each<[says: string, lack: Partial<PluginFacts>]>([
    ['src/sources/zip/index.ts: export an object', { exported: [] }],
    [
      'src/sources/tar/index.ts: its id is "zip"',
      { id: 'tar', paths: ['test/sources/tar.test.ts', 'fixtures/sources/tar/x'] },
    ],
    ['src/sources/zip/index.ts: give it a title', { exported: [{ id: 'zip', title: '' }] }],
    ['src/sources/index.ts: add it to SOURCES', { registered: [] }],
    ['test/sources/zip/: add a test', { paths: ['fixtures/sources/zip/plain/a.zip'] }],
    ['fixtures/sources/zip/: add a case', { paths: ['test/sources/zip.test.ts'] }],
  ])('%s', (says, lack) => {
    expect(missingOf({ ...complete, ...lack })).toContainEqual(expect.stringContaining(says));
  });
});

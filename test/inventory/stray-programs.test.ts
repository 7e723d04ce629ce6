import { expect, it } from 'vitest';
import { takeInventory } from '../../src/inventory/index.js';
import { unpackBytes } from '../support/unpack-bytes.js';
import { buildZip } from '../support/zip-builder.js';

const ELF = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...new Uint8Array(100)]);
const HANDLER = { name: 'index.js', content: 'exports.handler = 1;\n'.repeat(100) };

async function incompletePaths(program: string, manifest?: string): Promise<string[]> {
  const zip = buildZip([
    HANDLER,
    { name: program, content: ELF, mode: 0o100755 },
    ...(manifest ? [{ name: 'node_modules/esbuild/package.json', content: manifest }] : []),
  ]);
  const { problems } = await takeInventory(await unpackBytes(zip));
  return problems.filter(({ affectsCompleteness }) => affectsCompleteness).map(({ path }) => path);
}

it.each(['node_modules/server', 'node_modules/mystery/bin/server', 'node_modules/@org/mystery/server'])(
  'a program that no package owns is not passed over in node_modules: %s',
  async (path) => {
    expect(await incompletePaths(path)).toEqual([path]);
  },
);

it.each([
  ['of a package', 'node_modules/esbuild/bin/esbuild'],
  ['copied from a package by the zip', 'node_modules/.bin/esbuild'],
  ['that a package generates', 'node_modules/.prisma/client/query-engine'],
])('a program %s is explained by the package', async (_, path) => {
  const manifest = JSON.stringify({ name: 'esbuild', version: '0.21.5' });
  expect(await incompletePaths(path, manifest)).toEqual([]);
});

import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { readTarball } from '../../src/published/index.js';
import { packageTarball } from '../support/package-tarball.js';

const MANIFEST = '{"name":"other","version":"0.0.0","main":"lib/main.js","dependencies":{"a":"1"}}';

function read(tarball: Uint8Array) {
  return readTarball({ name: 'left', version: '1.0.0', tarball, limits: DEFAULT_LIMITS });
}

it('takes facts of the files that importers reach, under the name in the registry', async () => {
  const facts = await read(
    packageTarball({
      'package.json': MANIFEST,
      'lib/main.js': 'module.exports = require("./part").word + "main of the package";',
      'lib/part.js': 'exports.word = require("a");',
      'test/unreached.js': 'throw new Error("unreached");',
      'README.md': 'text',
    }),
  );
  expect(facts).toMatchObject({ name: 'left', version: '1.0.0', unread: [] });
  expect(facts?.files.map(({ path, isEntry, imports }) => [path, isEntry, imports])).toEqual([
    ['lib/main.js', true, []],
    ['lib/part.js', false, ['a']],
  ]);
});

it('knows add-ons and WebAssembly by their bytes', async () => {
  const facts = await read(
    packageTarball({ 'package.json': MANIFEST, 'lib/main.js': '1', 'build/a.node': 'x', 'b.wasm': '' }),
  );
  const hashes = ['x', ''].map((text) => createHash('sha256').update(text).digest('hex'));
  expect(facts?.binaries).toEqual(
    new Map([
      ['build/a.node', hashes[0]],
      ['b.wasm', hashes[1]],
    ]),
  );
});

it('names what it could not parse', async () => {
  const facts = await read(packageTarball({ 'package.json': MANIFEST, 'lib/main.js': 'not ( javascript' }));
  expect(facts?.unread).toEqual(['lib/main.js']);
});

it.each([
  ['is none', Buffer.from('no tarball')],
  ['has no manifest', packageTarball({ 'index.js': '1' })],
  ['has a broken manifest', packageTarball({ 'package.json': '{' })],
])('gives nothing of a tarball that %s', async (_case, tarball) => {
  expect(await read(tarball)).toBeNull();
});

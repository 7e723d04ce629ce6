import { expect, test } from 'vitest';
import { sightOf, unseenCode } from './clean-mutants.js';
import { TWINS } from './made-archives.js';
import { buildTar, pax } from './tar-builder.js';
import { unpackBytes } from './unpack-bytes.js';
import { buildZip } from './zip-builder.js';

const SIGNATURES = { version: 'none', rules: [] };
const [SHOWN, HIDDEN] = TWINS;

/** Files that readers see in one archive and a scan of another one lacks, as if the scan had overlooked them. */
async function unseenIn(name: string, bytes: Buffer, scanned: Buffer): Promise<string[]> {
  return unseenCode(bytes, name, await sightOf(await unpackBytes(scanned, name), SIGNATURES));
}

const plainZip = buildZip([{ name: 'index.js', content: SHOWN }]);
const plainTar = buildTar([{ name: 'index.js', content: SHOWN }]);

test.each([
  ['an unlisted entry', 'a.zip', buildZip([{ name: 'x.js', content: HIDDEN, unlisted: true }]), plainZip],
  ['other content', 'a.zip', buildZip([{ name: 'index.js', content: HIDDEN }]), plainZip],
  [
    'another name',
    'a.tar',
    buildTar([pax({ path: 'x.js' }), { name: 'index.js', content: SHOWN }]),
    plainTar,
  ],
])('%s is seen by another reader', async (...[, name, bytes, scanned]) => {
  expect(await unseenIn(name, bytes, scanned)).not.toEqual([]);
});

test.each([
  ['a.zip', plainZip],
  ['a.tar', plainTar],
])('of a plain %s all is seen', async (name, bytes) => {
  expect(await unseenIn(name, bytes, bytes)).toEqual([]);
});

test('an archive with a problem is not clean', async () => {
  const twice = TWINS.map((content) => ({ name: 'index.js', content }));
  expect((await sightOf(await unpackBytes(buildZip(twice)), SIGNATURES)).isClean).toBe(false);
});

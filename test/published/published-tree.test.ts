import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { publishedTree } from '../../src/published/index.js';
import { buildTar } from '../support/tar-builder.js';
import { buildZip } from '../support/zip-builder.js';

const PARTS = [
  { name: 'package/package.json', content: '{}' },
  { name: 'package/lib/a.js', content: 'a' },
  { name: 'beside.txt', content: 'b' },
  { name: 'package/inner.zip', content: buildZip([{ name: 'in.js', content: 'x' }]) },
];

it('has the files of the first folder, and no archive is opened', async () => {
  const tree = await publishedTree(gzipSync(buildTar(PARTS)), DEFAULT_LIMITS);
  expect([...(tree?.files.keys() ?? [])]).toEqual(['inner.zip', 'lib/a.js', 'package.json']);
  expect(Buffer.from((await tree?.read('lib/a.js'))?.bytes ?? []).toString()).toBe('a');
});

it.each([
  ['cut off', gzipSync(buildTar(PARTS)).subarray(0, 40)],
  ['empty', gzipSync(buildTar([]))],
])('a tarball that is %s is nothing', async (_case, bytes) => {
  expect(await publishedTree(bytes, DEFAULT_LIMITS)).toBeNull();
});

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildTar } from '../support/tar-builder.js';
import { problemLines, unpackBytes } from '../support/unpack-bytes.js';
import { buildZip } from '../support/zip-builder.js';

function zipOf(contents: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return buildZip(Object.entries(contents).map(([name, content]) => ({ name, content })));
}

const inner = zipOf({
  'node_modules/a/package.json': '{"name":"a","version":"1.0.0"}',
  'x.js': 'x'.repeat(200),
});
const tar = buildTar([{ name: 'x.js', content: 'x' }]);

async function insideOf(contents: Readonly<Record<string, string | Uint8Array>>) {
  const unpacked = await unpackBytes(zipOf({ 'index.js': 'require("./payload")', ...contents }));
  const inside = [...unpacked.tree.files.keys()].filter((path) => path.includes('!/'));
  return { inside, problems: problemLines(unpacked) };
}

describe('an archive under another name', () => {
  it.each([
    [
      'a zip',
      { 'data/payload.dat': inner },
      ['data/payload.dat!/node_modules/a/package.json', 'data/payload.dat!/x.js'],
    ],
    ['one without any ending', { payload: inner }, ['payload!/node_modules/a/package.json', 'payload!/x.js']],
    ...['json', 'png', 'txt', 'js', 'map', 'wasm'].map(
      (ending): [string, Record<string, Buffer>, string[]] => [
        `a zip that ends in .${ending}`,
        { [`data.${ending}`]: inner },
        [`data.${ending}!/node_modules/a/package.json`, `data.${ending}!/x.js`],
      ],
    ),
    ['a tar archive', { 'payload.bin': tar }, ['payload.bin!/x.js']],
    ['a gzipped one', { 'payload.gz': gzipSync(tar, { level: 0 }) }, ['payload.gz!/x.js']],
  ])('%s is opened', async (_, contents, inside) => {
    expect(await insideOf(contents)).toEqual({ inside, problems: [] });
  });

  it.each([
    ['a document', { 'letter.docx': inner }],
    ['what an installed package brings', { 'node_modules/b/data.bin': inner }],
    ['a gzip of something else', { 'data.gz': gzipSync(Buffer.alloc(5000, 'words '), { level: 0 }) }],
    ['what only starts like a zip', { 'data.bin': `PK\u0003\u0004${'?'.repeat(500)}` }],
  ])('%s is data', async (_, contents) => {
    expect(await insideOf(contents)).toEqual({ inside: [], problems: [] });
  });
});

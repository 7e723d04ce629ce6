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

const picture = Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), Buffer.alloc(100_000, 7)]);
const script = Buffer.from('module.exports = unzip(readFileSync(__filename));\n');

describe('a zip behind other bytes', () => {
  it.each([
    ['a picture', 'logo.png', picture],
    ['a script', 'run.js', script],
    ['data of no known kind', 'weights', picture],
    ['a short text', 'LICENSE', Buffer.from('MIT\n')],
  ])('%s: its content is shown', async (_, name, head) => {
    for (const method of [0, 8]) {
      const unpacked = await unpackBytes(buildZip([{ name, content: Buffer.concat([head, inner]), method }]));
      expect([...unpacked.tree.files.keys()]).toEqual([
        name,
        `${name}!/node_modules/a/package.json`,
        `${name}!/x.js`,
      ]);
      expect(problemLines(unpacked)).toEqual([]);
    }
  });

  it('with more bytes behind it is counted', async () => {
    const content = Buffer.concat([picture, inner, Buffer.from('the end')]);
    expect(await insideOf({ 'logo.png': content })).toEqual({
      inside: [],
      problems: ['!unsupported logo.png'],
    });
  });

  it('of a packed file that is too large to be read is counted', async () => {
    const content = Buffer.concat([picture, inner]);
    const zip = buildZip([{ name: 'logo.png', content }]);
    expect(problemLines(await unpackBytes(zip, 'f.zip', { maxFileBytes: 50_000 }))).toEqual([
      '!too-large logo.png',
    ]);
  });

  it.each([
    ['a picture', picture],
    ['a text that speaks of end records', 'PK\u0005\u0006'.repeat(5_000)],
    ['an end record without a directory', Buffer.concat([picture, inner.subarray(-22)])],
    // As the byte code of Python's own `zipimport` has it.
    [
      'an empty end record that goes on',
      Buffer.concat([picture, Buffer.from('PK\u0005\u0006'), Buffer.alloc(40)]),
    ],
    ['a zip that was cut', Buffer.concat([picture, inner.subarray(0, -60)])],
  ])('%s is data', async (_, content) => {
    expect(await insideOf({ 'logo.png': content })).toEqual({ inside: [], problems: [] });
  });
});

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
    [
      'what an installed package brings',
      { 'node_modules/b/data.bin': inner, 'node_modules/b/package.json': '{}' },
    ],
    [
      'what the jar of a library brings',
      { 'lib/b.jar': zipOf({ 'io/A.class': inner }) },
      ['lib/b.jar!/io/A.class'],
    ],
    ['what only starts like a zip', { 'data.bin': `PK\u0003\u0004${'?'.repeat(500)}` }],
  ])('%s is data', async (_, contents, inside: string[] = []) => {
    expect(await insideOf(contents)).toEqual({ inside, problems: [] });
  });

  it('is opened where it is named like a class of the application', async () => {
    const jar = zipOf({ 'BOOT-INF/classes/io/A.class': inner });
    expect((await insideOf({ 'app.jar': jar })).inside).toContain(
      'app.jar!/BOOT-INF/classes/io/A.class!/x.js',
    );
  });
});

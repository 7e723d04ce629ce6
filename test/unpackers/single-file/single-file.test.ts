import { expect, it } from 'vitest';
import { buildZip } from '../../support/zip-builder.js';
import { problemLines, readAll, unpackBytes } from '../../support/unpack-bytes.js';

it.each(['index.js', 'index.mjs', 'index.cjs', 'app.py', 'dist/index.JS', 'C:\\build\\index.js'])(
  'opens %s as a tree of one file',
  async (name) => {
    const unpacked = await unpackBytes(Buffer.from('code'), name);
    expect(unpacked.problems).toEqual([]);
    expect(await readAll(unpacked)).toEqual(new Map([[name.replace(/^.*[/\\]/, ''), 'code']]));
  },
);

it.each(['index.txt', 'index', 'js'])('does not take %s for code', async (name) => {
  expect(problemLines(await unpackBytes(Buffer.from('code'), name))).toEqual(['!unsupported']);
});

it('takes an empty code file as malformed', async () => {
  expect(problemLines(await unpackBytes(Buffer.alloc(0), 'index.js'))).toEqual(['!malformed']);
});

it('is still code when a zip is appended to it, whose content is shown beside it', async () => {
  const bytes = Buffer.concat([Buffer.from('run();\n'), buildZip([{ name: 'harmless.js' }])]);
  expect([...(await unpackBytes(bytes, 'index.js')).tree.files.keys()]).toEqual([
    'index.js',
    'index.js!/harmless.js',
  ]);
});

it('leaves a zip that is named like code to the zip reader', async () => {
  const unpacked = await unpackBytes(buildZip([{ name: 'a.js' }]), 'index.js');
  expect([...unpacked.tree.files.keys()]).toEqual(['a.js']);
});

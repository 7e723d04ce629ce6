import { expect, it } from 'vitest';
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

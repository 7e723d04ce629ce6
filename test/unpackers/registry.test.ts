import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { unpack } from '../../src/unpackers/index.js';
import { problemLines, unpackBytes } from '../support/unpack-bytes.js';

it.each(['data.bin', 'README', 'notes.txt'])('reports that %s is in no known format', async (name) => {
  const unpacked = await unpackBytes(Buffer.from('just text'), name);
  expect([problemLines(unpacked), unpacked.tree.files.size, unpacked.image]).toEqual([
    ['!unsupported'],
    0,
    null,
  ]);
});

it.each(['function.zip', 'layer.tgz', 'index.js', 'nothing'])(
  'takes an empty %s as malformed',
  async (name) => {
    expect(problemLines(await unpackBytes(Buffer.alloc(0), name))).toEqual(['!malformed']);
  },
);

it('turns a source that fails into a problem', async () => {
  const read = () => {
    throw new Error('the file changed while it was read');
  };
  const unpacked = await unpack(
    { kind: 'archive', name: 'a.zip', bytes: { size: 100, read } },
    DEFAULT_LIMITS,
  );
  expect(problemLines(unpacked)).toEqual(['!malformed']);
  expect(unpacked.problems[0]?.message).toContain('changed while it was read');
});

import { expect, test } from 'vitest';
import { textTree } from '../../src/files/index.js';

test('a tree of texts has their bytes, in the order of their paths', async () => {
  const tree = textTree(
    new Map([
      ['lib/b.js', 'ä'],
      ['a.js', '1'],
    ]),
  );
  const read = [];
  for await (const { path, bytes } of tree.readMany(['a.js', 'lib/b.js', 'none.js']))
    read.push([path, bytes && Buffer.from(bytes).toString()]);
  expect(read).toContainEqual(['a.js', '1']);
  expect(read).toContainEqual(['lib/b.js', 'ä']);
  const listed = [...tree.files.values()].map(({ path, size }) => [path, size]);
  expect(listed).toEqual([
    ['a.js', 1],
    ['lib/b.js', 2],
  ]);
});

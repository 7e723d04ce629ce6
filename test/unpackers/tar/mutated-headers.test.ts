import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { mutate, randomOf } from '../../support/archive-fuzzer.js';
import { openTarBytes } from '../../support/open-archive-bytes.js';
import { buildTar, longName, pax, withRightChecksums } from '../../support/tar-builder.js';
import { readAll } from '../../support/unpack-bytes.js';

const COUNT = 3000;

const sound = buildTar([
  { name: 'a.js', content: 'A' },
  pax({ path: 'b.js', size: '1' }),
  { name: 'cut', content: 'B', size: 0 },
  longName('c.js'),
  { name: 'cut', content: 'C', magic: 'gnu' },
  { name: 'd.js', type: '2', linkName: 'a.js' },
  { name: 'e.js', type: '1', linkName: 'a.js' },
]);

it('survives headers that were changed and signed again', async () => {
  let withFiles = 0;
  let withProblems = 0;
  for (let seed = 0; seed < COUNT; seed += 1) {
    const bytes = withRightChecksums(mutate(Buffer.from(sound), randomOf(seed)));
    const unpacked = await openTarBytes(bytes, { maxInflatedBytes: 1 << 20 });
    const contents = await readAll(unpacked);
    const { tree, problems } = unpacked;
    if (tree.files.size > 0) withFiles += 1;
    if (problems.length > 0) withProblems += 1;
    const paths = [...tree.files.keys(), ...tree.links.values()];
    const faults = paths.filter(
      (path) => path.startsWith('/') || path.split('/').includes('..') || path.includes('\0'),
    );
    const unread = [...contents.values()].filter((content) => content.startsWith('!'));
    expect({ seed, faults, unread }).toEqual({ seed, faults: [], unread: [] });
  }
  expect(withFiles).toBeGreaterThan(COUNT / 2);
  expect(withProblems).toBeGreaterThan(COUNT / 4);
});

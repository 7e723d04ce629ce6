import { expect, it } from 'vitest';
import { bytesInMemory, DEFAULT_LIMITS, HEAD_BYTES, overlay, type FileTree } from '../../src/files/index.js';
import { unpack } from '../../src/unpackers/index.js';
import { buildZip } from '../support/zip-builder.js';

/** Texts that pack well, badly and not at all, around the length of a head. */
const TEXTS = [0, 1, HEAD_BYTES - 1, HEAD_BYTES, HEAD_BYTES + 2000, 300_000].flatMap((length) => [
  Buffer.alloc(length, 'a'),
  Buffer.from(Array.from({ length }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 13) & 0xff)),
]);
const FILES = new Map(TEXTS.map((bytes, index) => [`f${index}`, bytes]));

const ZIP = buildZip([...FILES].map(([name, content]) => ({ name, content })));

async function zipTree(limits = DEFAULT_LIMITS): Promise<FileTree> {
  return (await unpack({ kind: 'archive', name: 'a.zip', bytes: bytesInMemory(ZIP) }, limits)).tree;
}

it.each<[string, () => Promise<FileTree>]>([
  ['a zip', () => zipTree()],
  ['an overlay', async () => overlay([{ tree: await zipTree() }]).tree],
])('the head of a file in %s is its first bytes, or all of them', async (_, open) => {
  const tree = await open();
  const seen: string[] = [];
  for await (const { path, bytes } of tree.readHeads(FILES.keys())) {
    const whole = FILES.get(path) ?? Buffer.alloc(0);
    expect(bytes?.length).toBeGreaterThanOrEqual(Math.min(HEAD_BYTES, whole.length));
    expect(whole.subarray(0, bytes?.length).equals(bytes ?? Buffer.alloc(0))).toBe(true);
    seen.push(path);
  }
  expect(seen.sort()).toEqual([...FILES.keys()].sort());
});

it('reads the head of a file that is too large to be read', async () => {
  const tree = await zipTree({ ...DEFAULT_LIMITS, maxFileBytes: 100_000 });
  for await (const { bytes } of tree.readHeads(['f10']))
    expect(bytes?.length).toBeGreaterThanOrEqual(HEAD_BYTES);
  expect((await tree.read('f10')).problem?.code).toBe('too-large');
});

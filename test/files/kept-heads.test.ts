import { expect, it } from 'vitest';
import { handleTree, HEAD_BYTES, type FileRead, type FileTree, type Wanted } from '../../src/files/index.js';

const LARGE = Buffer.alloc(HEAD_BYTES + 10, 'l');
const CONTENTS = new Map([
  ['large', LARGE],
  ['cut', Buffer.from('cut')],
  ['small', Buffer.from('small')],
]);

interface Counted {
  readonly tree: FileTree;
  /** Paths in the order that they were read in. */
  readonly read: string[];
}

/** A tree whose tails are whole files, except for `cut`. */
function countedTree(): Counted {
  const read: string[] = [];
  const reading = (shorten: (path: string, bytes: Buffer) => Buffer) =>
    function* (wanted: readonly Wanted<Buffer>[]): Generator<FileRead> {
      for (const { path, handle } of wanted) {
        read.push(path);
        yield { path, bytes: shorten(path, handle) };
      }
    };
  const tree = handleTree({
    files: new Map(
      [...CONTENTS].map(([path, { length: size }]) => [path, { path, size, executable: false }]),
    ),
    links: new Map([['link', 'small']]),
    handleOf: (path) => CONTENTS.get(path),
    readWanted: reading((_, bytes) => bytes),
    readHeads: reading((_, bytes) => bytes.subarray(0, HEAD_BYTES)),
    readTails: reading((path, bytes) => (path === 'cut' ? bytes.subarray(1) : bytes)),
  });
  return { tree, read };
}

async function all(reads: AsyncIterable<FileRead>): Promise<Map<string, Uint8Array | undefined>> {
  const found = new Map<string, Uint8Array | undefined>();
  for await (const { path, bytes } of reads) found.set(path, bytes);
  return found;
}

it('a file that was read whole for its end is not read again for its start', async () => {
  const { tree, read } = countedTree();
  const direct = await all(countedTree().tree.readHeads(['large', 'cut', 'link']));
  await all(tree.readTails(CONTENTS.keys()));
  read.length = 0;
  expect(await all(tree.readHeads(['large', 'cut', 'link']))).toEqual(direct);
  expect(read).toEqual(['cut']);
});

it('a start that was given is read again', async () => {
  const { tree, read } = countedTree();
  await all(tree.readTails(['small']));
  await all(tree.readHeads(['small']));
  read.length = 0;
  expect(await all(tree.readHeads(['small']))).toEqual(new Map([['small', Buffer.from('small')]]));
  expect(read).toEqual(['small']);
});

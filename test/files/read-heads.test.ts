import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  bytesInMemory,
  DEFAULT_LIMITS,
  HEAD_BYTES,
  openHostFolder,
  overlay,
  TAIL_BYTES,
  type FileTree,
} from '../../src/files/index.js';
import { unpack } from '../../src/unpackers/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
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

async function folderTree(hostPath = temporaryFolder()): Promise<FileTree> {
  for (const [name, content] of FILES) writeFileSync(join(hostPath, name), content);
  const folder = openHostFolder(hostPath, { limits: DEFAULT_LIMITS });
  return (await unpack({ kind: 'directory', name: 'a', folder }, DEFAULT_LIMITS)).tree;
}

const TREES: [string, () => Promise<FileTree>][] = [
  ['a folder', () => folderTree()],
  ['a zip', () => zipTree()],
  [
    'a zip with files that are too large to be read',
    () => zipTree({ ...DEFAULT_LIMITS, maxFileBytes: 100_000 }),
  ],
  ['an overlay', async () => overlay([{ tree: await zipTree() }]).tree],
];

interface PartOfFile {
  readonly read: 'readHeads' | 'readTails';
  readonly least: number;
  readonly isPart: (whole: Buffer, part: Uint8Array) => boolean;
}

async function partsOf(tree: FileTree, { read, least, isPart }: PartOfFile): Promise<readonly string[]> {
  const seen: string[] = [];
  for await (const { path, bytes = new Uint8Array() } of tree[read](FILES.keys())) {
    const whole = FILES.get(path) ?? Buffer.alloc(0);
    expect(bytes.length).toBeGreaterThanOrEqual(Math.min(least, whole.length));
    expect(isPart(whole, bytes)).toBe(true);
    seen.push(path);
  }
  return seen.sort();
}

describe.each(TREES)('in %s', (_, open) => {
  it('the head of a file is its first bytes, or all of them', async () => {
    const isPart = (whole: Buffer, part: Uint8Array) => whole.subarray(0, part.length).equals(part);
    expect(await partsOf(await open(), { read: 'readHeads', least: HEAD_BYTES, isPart })).toEqual(
      [...FILES.keys()].sort(),
    );
  });

  it('the tail of a file is its last bytes, or all of them', async () => {
    const isPart = (whole: Buffer, part: Uint8Array) =>
      whole.subarray(whole.length - part.length).equals(part);
    expect(await partsOf(await open(), { read: 'readTails', least: TAIL_BYTES, isPart })).toEqual(
      [...FILES.keys()].sort(),
    );
  });
});

it('reads the head of a file that is too large to be read', async () => {
  const tree = await zipTree({ ...DEFAULT_LIMITS, maxFileBytes: 100_000 });
  for await (const { bytes } of tree.readHeads(['f10']))
    expect(bytes?.length).toBeGreaterThanOrEqual(HEAD_BYTES);
  expect((await tree.read('f10')).problem?.code).toBe('too-large');
});

it('does not take the start of another file for that of a file in a folder', async () => {
  const hostPath = temporaryFolder();
  const tree = await folderTree(hostPath);
  for (const [name, content] of FILES) writeFileSync(join(hostPath, name), Buffer.alloc(content.length, 'b'));
  const unread: string[] = [];
  for await (const { path, problem } of tree.readHeads(FILES.keys()))
    if (problem?.code === 'stale') unread.push(path);
  const [, , ...others] = FILES.keys();
  expect(unread.sort()).toEqual(others.sort());
});

/** A block of no bytes: https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4 */
const EMPTY_BLOCK = Buffer.from([0, 0, 0, 0xff, 0xff]);

it.each([
  ['whose packed bytes begin with nothing', HEAD_BYTES + 1, undefined],
  ['that holds more than it says, behind nothing', 5, 'malformed'],
])('has the head of a zip file %s, or none', async (_, size, problem) => {
  const text = 'a'.repeat(HEAD_BYTES + 1);
  const first = Buffer.concat([Buffer.from([0, 5, 0, 0xfa, 0xff]), Buffer.from(text.slice(0, 5))]);
  const rest = deflateRawSync(text.slice(5));
  const packed = Buffer.concat([first, ...Array<Buffer>(3000).fill(EMPTY_BLOCK), rest]);
  const zip = buildZip([{ name: 'a.txt', content: text, packed, local: { size }, central: { size } }]);
  const { tree } = await unpack(
    { kind: 'archive', name: 'a.zip', bytes: bytesInMemory(zip) },
    DEFAULT_LIMITS,
  );
  const reads: [string | undefined, boolean][] = [];
  for await (const { bytes, problem: found } of tree.readHeads(['a.txt']))
    reads.push([found?.code, (bytes?.length ?? 0) >= HEAD_BYTES]);
  expect(reads).toEqual([[problem, problem === undefined]]);
});

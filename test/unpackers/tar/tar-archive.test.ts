import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  bytesInMemory,
  DEFAULT_LIMITS,
  newBudget,
  problemLog,
  type Wanted,
} from '../../../src/files/index.js';
import { sliceOf, storedIn, type StoredBytes } from '../../../src/unpackers/stored-bytes.js';
import { openTar, readTarFiles } from '../../../src/unpackers/tar/tar-archive.js';
import { buildTar, type TarPart } from '../../support/tar-builder.js';

const PARTS: readonly TarPart[] = [
  { name: 'first', content: 'F' },
  { name: 'large', content: Buffer.alloc(300_000, 'large ') },
  { name: 'last', content: 'L' },
];
const TAR = buildTar(PARTS);

/** Bytes that are only had as a stream. */
function streamed(bytes: Uint8Array): StoredBytes {
  const stored = storedIn(bytesInMemory(bytes));
  return { size: stored.size, stream: () => stored.stream() };
}

async function open(packed: StoredBytes, maxRetainedBytes: number) {
  const log = problemLog();
  const wanted: Wanted<number>[] = [];
  const opened = await openTar(packed, {
    log,
    limits: DEFAULT_LIMITS,
    budget: newBudget(DEFAULT_LIMITS),
    maxRetainedBytes,
    path: '',
    visit({ name, size, offset }) {
      wanted.push({ path: name, size, handle: offset });
      return true;
    },
  });
  return { opened, wanted, problems: log.list() };
}

async function read(
  opened: StoredBytes,
  wanted: readonly Wanted<number>[],
): Promise<[string, number, string][]> {
  const found: [string, number, string][] = [];
  for await (const { path, bytes = Buffer.alloc(0) } of readTarFiles(opened, wanted)) {
    found.push([path, bytes.byteLength, Buffer.from(bytes).toString('utf8', 0, 6)]);
  }
  return found;
}

const FOUND = [
  ['first', 1, 'F'],
  ['large', 300_000, 'large '],
  ['last', 1, 'L'],
];

describe('opening a tar archive', () => {
  it.each([
    ['plain', storedIn(bytesInMemory(TAR)), 0, true],
    ['gzipped, and small enough to keep', storedIn(bytesInMemory(gzipSync(TAR))), TAR.byteLength, true],
    ['gzipped, and too large to keep', storedIn(bytesInMemory(gzipSync(TAR))), TAR.byteLength - 1, false],
    ['a stream', streamed(TAR), 0, false],
    ['a gzipped stream', streamed(gzipSync(TAR)), 0, false],
    [
      'a part of a stream',
      sliceOf(streamed(Buffer.concat([TAR, TAR])), [TAR.byteLength, TAR.byteLength]),
      0,
      false,
    ],
  ])('reads files in any order, again and again: %s', async (...[, packed, retained, isDirect]) => {
    const { opened, wanted, problems } = await open(packed, retained);
    expect(problems).toEqual([]);
    expect(opened.direct !== undefined).toBe(isDirect);
    expect(await read(opened, wanted.toReversed())).toEqual(FOUND);
    expect(await read(opened, wanted.slice(2))).toEqual(FOUND.slice(2));
  });

  it('reads content that two names share once', async () => {
    const { opened, wanted } = await open(streamed(TAR), 0);
    const twin = { ...wanted[0]!, path: 'twin' };
    expect(await read(opened, [...wanted, twin])).toContainEqual(['twin', 1, 'F']);
  });

  it('throws rather than giving bytes of a shorter archive', async () => {
    const { wanted } = await open(storedIn(bytesInMemory(TAR)), 0);
    const shorter = storedIn(bytesInMemory(TAR.subarray(0, 2000)));
    await expect(read(shorter, wanted)).rejects.toThrow('shorter');
  });
});

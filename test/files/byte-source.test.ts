import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openByteSource } from '../../src/files/index.js';

const folder = mkdtempSync(join(tmpdir(), 'stowaway-bytes-'));
const file = join(folder, 'file');
const MIB = 1024 * 1024;
/** Two windows and a bit, every 4 bytes their own offset. */
const content = Buffer.from(Uint32Array.from({ length: (17 * MIB) / 4 }, (_, index) => index * 4).buffer);

beforeEach(() => writeFileSync(file, content));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ['in memory', undefined],
  ['through a window', 0],
])('a file %s', (_, maxInMemoryBytes) => {
  it.each([
    [0, 4],
    [8 * MIB - 2, 8],
    [16 * MIB, MIB],
    [4, 4],
    [3, 12 * MIB],
    [17 * MIB, 0],
  ])('gives the bytes from %i, %i long', (offset, length) => {
    const source = openByteSource(file, { maxInMemoryBytes });
    expect(source.size).toBe(content.length);
    expect(content.subarray(offset, offset + length).equals(source.read(offset, length))).toBe(true);
  });

  it('keeps returned bytes when it reads more', () => {
    const source = openByteSource(file, { maxInMemoryBytes });
    const first = source.read(0, 8);
    source.read(16 * MIB, 8);
    expect(content.subarray(0, 8).equals(first)).toBe(true);
  });

  it.each([
    [-1, 1],
    [0, -1],
    [17 * MIB, 1],
    [0, 17 * MIB + 1],
    [Number.MAX_SAFE_INTEGER, 1],
    [Number.NaN, 1],
    [0.5, 1],
  ])('refuses %d + %d', (offset, length) => {
    expect(() => openByteSource(file, { maxInMemoryBytes }).read(offset, length)).toThrow(RangeError);
  });
});

it('does not mix a large file with its changed content', () => {
  const source = openByteSource(file, { maxInMemoryBytes: 0 });
  source.read(0, 4);
  appendFileSync(file, 'more');
  expect(() => source.read(16 * MIB, 4)).toThrow('changed');
});

it('refuses a path that is no file', () => {
  expect(() => openByteSource(folder)).toThrow('not a regular file');
  expect(() => openByteSource(join(folder, 'none'))).toThrow('ENOENT');
});

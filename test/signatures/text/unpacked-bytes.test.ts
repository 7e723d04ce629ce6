import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpackedBytes } from '../../../src/signatures/text/unpacked-bytes.js';
import { withLimit } from '../../support/lowered-limit.js';

const TEXT = Buffer.from('cposix\nsystem\n');

test('gives what gzip and zlib packed', () => {
  expect(Buffer.from(unpackedBytes(gzipSync(TEXT)))).toEqual(TEXT);
  expect(Buffer.from(unpackedBytes(deflateSync(TEXT)))).toEqual(TEXT);
});

test.each([
  ['no packed file', TEXT],
  ['an empty file', Buffer.alloc(0)],
  ['a broken one', gzipSync(TEXT).subarray(0, 14)],
  ['letters that look like the beginning of one', Buffer.from('x\u0001 = 1')],
])('gives the bytes themselves of %s', (_, bytes) => {
  expect(unpackedBytes(bytes)).toBe(bytes);
});

test('does not unpack more than the limit', async () => {
  const [fits, bomb] = [gzipSync(Buffer.alloc(1000)), gzipSync(Buffer.alloc(1001))];
  await withLimit('rule-packed', 1000, () => {
    expect(unpackedBytes(fits)).toHaveLength(1000);
    expect(unpackedBytes(bomb)).toBe(bomb);
  });
});

import { expect, test } from 'vitest';
import { readRow, readVarint } from '../../../src/extractors/system/sqlite-record.js';

test.each([
  [[0x00], [0, 1]],
  [[0x7f], [127, 1]],
  [
    [0x81, 0x00],
    [128, 2],
  ],
  [
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    [2 ** 64, 9],
  ],
  [[0x80], null],
  [[], null],
])('%j is the number %j', (bytes, expected) => expect(readVarint(Buffer.from(bytes), 0)).toEqual(expected));

test('values of each type', () => {
  const types = [9, 0, 1, 2, 6, 8, 9, 13 + 4, 12 + 2];
  const row = Buffer.from([...types, 0xff, 0x01, 0x00, 0, 0, 0, 0, 0, 0, 0, 5, 0x61, 0x62, 0x07]);
  expect(readRow(row)).toEqual([null, -1, 256, 5, 0, 1, 'ab', Buffer.from([7])]);
});

test.each([
  ['a head that is longer than the row', [9, 1]],
  ['a value that is longer than the row', [2, 13 + 100, 0x61]],
  ['a value of 2^60 bytes', [10, 0x90, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x0c]],
  ['a type that SQLite reserves', [2, 10, 0]],
  ['nothing', []],
])('%s is no row', (_, bytes) => {
  const row = readRow(Buffer.from(bytes));
  expect(row === null || row.every((value) => value === null)).toBe(true);
});

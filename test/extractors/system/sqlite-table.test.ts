import { expect, test } from 'vitest';
import { readSqliteTable } from '../../../src/extractors/system/sqlite-table.js';
import { sqliteFile } from '../../support/system-lists.js';

const PAGE = 512;

/** Blobs of several sizes: on one page, and on further ones. */
const SIZES = [1, 100, 470, 480, 600, 5000, 20_000];
const ROWS = SIZES.map((size, at) => [at, Buffer.alloc(size, at + 1)] as const);

/** The file, changed. */
function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = sqliteFile('Packages', ROWS);
  change(bytes);
  return bytes;
}

test('rows of all pages are read', () => {
  const table = readSqliteTable(sqliteFile('Packages', ROWS), 'Packages');
  expect(table?.isWhole).toBe(true);
  expect(table?.rows.map(([, blob]) => (blob as Buffer).length)).toEqual(SIZES);
  expect(table?.rows.every(([at, blob]) => (blob as Buffer).every((byte) => byte === Number(at) + 1))).toBe(
    true,
  );
});

test('another table is none', () => {
  expect(readSqliteTable(sqliteFile('Packages', ROWS), 'Other')).toBeNull();
});

test.each<[string, Buffer]>([
  ['nothing', Buffer.alloc(0)],
  ['zeros', Buffer.alloc(4096)],
  ['the magic alone', Buffer.from('SQLite format 3\0')],
  ['a page size that is no power of two', changed((bytes) => bytes.writeUInt16BE(513, 16))],
  ['a page size of 0', changed((bytes) => bytes.writeUInt16BE(0, 16))],
  ['UTF-16', changed((bytes) => bytes.writeUInt32BE(2, 56))],
  ['all of a page reserved', changed((bytes) => bytes.writeUInt8(255, 20))],
])('%s is no database', (_, bytes) => expect(readSqliteTable(bytes, 'Packages')).toBeNull());

test.each<[string, Buffer]>([
  ['an interior page that is its own child', changed((bytes) => bytes.writeUInt32BE(2, PAGE + 8))],
  ['page 0', changed((bytes) => bytes.writeUInt32BE(0, PAGE + 8))],
  ['a page behind the end', changed((bytes) => bytes.writeUInt32BE(0xffff_ffff, PAGE + 8))],
  ['65,535 cells in a page', changed((bytes) => bytes.writeUInt16BE(0xffff, 2 * PAGE + 3))],
  ['a cell behind the end', changed((bytes) => bytes.writeUInt16BE(0xfff0, 2 * PAGE + 8))],
  ['a page of another kind', changed((bytes) => bytes.writeUInt8(0x0a, 2 * PAGE))],
  ['a file that ends early', sqliteFile('Packages', ROWS).subarray(0, 12 * PAGE)],
])('%s: what can be read is read, and the table is not whole', (_, bytes) => {
  const table = readSqliteTable(bytes, 'Packages');
  expect(table?.isWhole).toBe(false);
  expect(table!.rows.length).toBeLessThan(ROWS.length + PAGE / 2);
});

test('further pages that lead to each other end', () => {
  const bytes = sqliteFile('Packages', [[1, Buffer.alloc(5000, 1)]]);
  bytes.writeUInt32BE(4, 5 * PAGE);
  const table = readSqliteTable(bytes, 'Packages');
  expect([table?.rows, table?.isWhole]).toEqual([[], false]);
});

test('rows that all name the same bytes are read only until they are as large as the file', () => {
  const one = Buffer.alloc(300, 7);
  const bytes = sqliteFile('Packages', [[1, one]]);
  const page = bytes.subarray(2 * PAGE);
  const cell = page.readUInt16BE(8);
  page.writeUInt16BE(60, 3);
  for (let at = 0; at < 60; at += 1) page.writeUInt16BE(cell, 8 + 2 * at);
  const table = readSqliteTable(bytes, 'Packages');
  expect(table?.isWhole).toBe(false);
  expect(table!.rows.length * one.length).toBeLessThanOrEqual(bytes.length);
});

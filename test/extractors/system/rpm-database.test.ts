import { expect, test } from 'vitest';
import { readRpmDatabase } from '../../../src/extractors/system/rpm-database.js';
import { rpmDatabase, rpmPackage } from '../../support/system-lists.js';

test('packages with their sources; keys are none', () => {
  const list = readRpmDatabase(
    rpmDatabase([
      rpmPackage('bash'),
      rpmPackage('gpg-pubkey', [[1044, '(none)']]),
      rpmPackage('openssl', [
        [1003, [1]],
        [1044, 'openssl-1.0-1.el9.src.rpm'],
      ]),
      // Its own version is another one, so that its own epoch is not its source's.
      rpmPackage('openssl-perl', [
        [1001, '9.9'],
        [1044, 'openssl-1.0-1.el9.src.rpm'],
      ]),
      rpmPackage('odd', [[1044, 'not a source']]),
    ]),
    'rpmdb.sqlite',
  );
  expect([list?.isWhole, list?.unreadable]).toEqual([true, 0]);
  expect(
    list?.packages.map(({ name, version, source }) => [name, version, source.name, source.version]),
  ).toEqual([
    ['bash', '1.0-1.el9', 'bash', '1.0-1.el9'],
    ['openssl', '1:1.0-1.el9', 'openssl', '1:1.0-1.el9'],
    ['openssl-perl', '9.9-1.el9', 'openssl', '1:1.0-1.el9'],
    ['odd', '1.0-1.el9', 'odd', '1.0-1.el9'],
  ]);
});

test('headers that are cut, or hold control characters, are counted', () => {
  const cut = rpmPackage('cut').subarray(0, 40);
  const list = readRpmDatabase(rpmDatabase([cut, rpmPackage('a\u001bb'), rpmPackage('__proto__')]), 'x');
  expect([list?.packages.map(({ name }) => name), list?.unreadable]).toEqual([['__proto__'], 2]);
});

test.each([Buffer.alloc(0), Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 255)])(
  '%# is no database',
  (bytes) => expect(readRpmDatabase(bytes, 'x')).toBeNull(),
);

test('a row of another table is no package', () => {
  const bytes = rpmDatabase([rpmPackage('a'), rpmPackage('b')]);
  bytes.writeUInt32BE(1, 512 + 8);
  const list = readRpmDatabase(bytes, 'x');
  expect([list?.packages.map(({ name }) => name), list?.unreadable]).toEqual([['a'], 1]);
});

import { expect, test } from 'vitest';
import { readRpmHeader } from '../../../src/extractors/system/rpm-header.js';
import { rpmHeader, rpmPackage } from '../../support/system-lists.js';

const WHOLE = rpmPackage('openssl-libs', [
  [1003, [1]],
  [1014, 'Apache-2.0'],
  [1044, 'openssl-3.0.7-24.el9.src.rpm'],
  [1116, [0, 1, 1]],
  [1117, ['a.conf', 'libssl.so.3', 'libcrypto.so.3']],
  [1118, ['/etc/', '/usr/lib64/']],
]);

test('fields and files', () => {
  expect(readRpmHeader(WHOLE)).toEqual({
    name: 'openssl-libs',
    version: '1.0',
    release: '1.el9',
    epoch: 1,
    architecture: 'x86_64',
    sourceFile: 'openssl-3.0.7-24.el9.src.rpm',
    license: 'Apache-2.0',
    files: ['etc/a.conf', 'usr/lib64/libssl.so.3', 'usr/lib64/libcrypto.so.3'],
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['half a head', Buffer.alloc(6)],
  ['4,294,967,295 entries', Buffer.from('ffffffff00000000', 'hex')],
  ['4 GB of data', Buffer.from('00000000ffffffff', 'hex')],
  ['a header without a name', rpmHeader([[1001, '1']])],
  ['a header that is cut', WHOLE.subarray(0, WHOLE.length - 1)],
  [
    'a name that is a number',
    rpmHeader([
      [1000, [1]],
      [1001, '1'],
      [1002, '1'],
    ]),
  ],
])('%s is no header', (_, bytes) => expect(readRpmHeader(bytes)).toBeNull());

/** The entry of a tag, changed: type, offset and count are its second to fourth number. */
function changed(tag: number, at: 1 | 2 | 3, value: number): Buffer {
  const bytes = Buffer.from(WHOLE);
  for (let entry = 8; ; entry += 16)
    if (bytes.readUInt32BE(entry) === tag) {
      bytes.writeUInt32BE(value, entry + 4 * at);
      return bytes;
    }
}

test.each([
  ['an offset behind the end', changed(1117, 2, 0xffff_fff0), 0],
  ['4,294,967,295 names of files', changed(1117, 3, 0xffff_ffff), 5],
  ['4,294,967,295 indexes of folders', changed(1116, 3, 0xffff_ffff), 3],
  ['names that are numbers', changed(1117, 1, 4), 0],
])('%s: the package is listed', (_, bytes, files) => {
  const header = readRpmHeader(bytes);
  expect([header?.name, header?.files.length]).toEqual(['openssl-libs', files]);
});

test('names that are longer together than a path can be are left out', () => {
  const folder = `/${'f'.repeat(1_000_000)}/`;
  const names = Array.from({ length: 20_000 }, (_, at) => `n${at}`);
  const bytes = rpmPackage('a', [
    [1116, names.map(() => 0)],
    [1117, names],
    [1118, [folder]],
  ]);
  expect(readRpmHeader(bytes)?.files).toEqual([]);
});

import { expect, test } from 'vitest';
import { findOsRelease, NO_RELEASE, readOsRelease } from '../../../src/extractors/system/os-release.js';
import { memoryTree } from '../../support/memory-tree.js';

test.each([
  ['ID=debian\nVERSION_ID="12"\nNAME="Debian GNU/Linux"\n', ['debian', '12', 'Debian GNU/Linux']],
  ["ID='rocky'\nVERSION_ID='9.4'\n", ['rocky', '9.4', 'rocky']],
  ['# ID=x\nID=alpine\r\nVERSION_ID=3.20.3\n', ['alpine', '3.20.3', 'alpine']],
  ['NAME="A \\"B\\" \\$C"\nID=Wolfi\n', ['wolfi', '', 'A "B" $C']],
  ['ID=a\u001b[31m\u0007b\n__proto__=1\n', ['a[31mb', '', 'a[31mb']],
  ['', ['', '', '']],
  ['x'.repeat(2_000_000), ['', '', '']],
])('%#', (text, expected) => {
  const { id, versionId, title } = readOsRelease(text);
  expect([id, versionId, title]).toEqual(expected);
});

test('it is found through a link, and below a folder', async () => {
  const tree = memoryTree(
    { 'usr/lib/os-release': 'ID=debian\n', 'rootfs/etc/os-release': 'ID=alpine\n' },
    { 'etc/os-release': 'usr/lib/os-release' },
  );
  const found = await Promise.all(['', 'rootfs/', 'other/'].map((root) => findOsRelease(tree, root)));
  expect(found.map(({ id }) => id)).toEqual(['debian', 'alpine', '']);
  expect(found[2]).toEqual(NO_RELEASE);
});

import { expect, test } from 'vitest';
import { findLists, listFileOf } from '../../../src/extractors/system/find-lists.js';
import { memoryTree } from '../../support/memory-tree.js';

test.each([
  ['var/lib/dpkg/status', ['dpkg', '']],
  ['rootfs/var/lib/dpkg/status', ['dpkg', 'rootfs/']],
  ['var/lib/dpkg/status.d/libssl1.1', ['dpkg-part', '']],
  ['lib/apk/db/installed', ['apk', '']],
  ['usr/lib/apk/db/installed', ['apk', '']],
  ['x/usr/lib/apk/db/installed', ['apk', 'x/']],
  ['var/lib/rpm/rpmdb.sqlite', ['rpm', '']],
  ['usr/lib/sysimage/rpm/rpmdb.sqlite', ['rpm', '']],
  ['usr/share/rpm/rpmdb.sqlite', ['rpm', '']],
  ['var/lib/rpm/Packages', ['berkeley-db', '']],
  ['usr/lib/sysimage/rpm/Packages.db', ['ndb', '']],
  ['var/lib/dpkg/status.d/libssl1.1.md5sums', null],
  ['var/lib/dpkg/status-old', null],
  ['var/lib/rpm/rpmdb.sqlite-wal', null],
  ['myvar/lib/dpkg/status', null],
  ['node_modules/x/var/lib/dpkg/status', null],
  ['index.js', null],
])('%s: %j', (path, expected) => {
  const list = listFileOf(path);
  expect(list && [list.kind, list.root]).toEqual(expected);
});

test('lists by the root of their system', () => {
  const found = findLists(
    memoryTree({
      'b/lib/apk/db/installed': '',
      'var/lib/dpkg/status.d/a': '',
      'var/lib/dpkg/status.d/b': '',
      'index.js': '',
    }),
  );
  expect([...found].map(([root, lists]) => [root, lists.length])).toEqual([
    ['', 2],
    ['b/', 1],
  ]);
});

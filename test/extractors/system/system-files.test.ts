import { expect, test } from 'vitest';
import { readDpkgStatus } from '../../../src/extractors/system/dpkg-status.js';
import { findSystemFiles } from '../../../src/extractors/system/system-files.js';
import { memoryTree } from '../../support/memory-tree.js';
import { dpkgEntry } from '../../support/system-lists.js';

const STATUS = 'var/lib/dpkg/status';
const { packages } = readDpkgStatus(
  [
    dpkgEntry({ Package: 'coreutils', Version: '1', Architecture: 'amd64' }),
    dpkgEntry({ Package: 'libc6', Version: '2', Architecture: 'amd64' }),
  ].join('\n'),
  STATUS,
);

test('files that lists name, where they really are', async () => {
  const tree = memoryTree(
    {
      'var/lib/dpkg/info/coreutils.list': '/.\n/bin\n/bin/ls\n/usr/share/gone\n',
      'var/lib/dpkg/info/libc6:amd64.list': '/usr/lib/libc.so.6\n',
      'usr/bin/ls': 'x',
      'usr/lib/libc.so.6': 'x',
    },
    { bin: 'usr/bin' },
  );
  expect([...(await findSystemFiles(tree, '', packages))]).toEqual([
    ['usr/bin/ls', 'coreutils:amd64@1'],
    ['usr/lib/libc.so.6', 'libc6:amd64@2'],
  ]);
});

test('a list explains no files of the application', async () => {
  const named = [
    '/app/main',
    '/var/task/index.js',
    '/usr/src/app/x.py',
    '/usr/local/bin/node',
    '/../app/main',
  ];
  const tree = memoryTree({
    'var/lib/dpkg/info/coreutils.list': named.join('\n'),
    'app/main': 'x',
    'var/task/index.js': 'x',
    'usr/src/app/x.py': 'x',
    'usr/local/bin/node': 'x',
  });
  expect([...(await findSystemFiles(tree, '', packages))]).toEqual([]);
});

test('digests beside an entry of a distroless image', async () => {
  const path = 'var/lib/dpkg/status.d/libc6';
  const { packages: own } = readDpkgStatus(dpkgEntry({ Package: 'libc6', Version: '2' }), path);
  const tree = memoryTree({
    [path]: '',
    [`${path}.md5sums`]: 'd41d8cd98f00b204e9800998ecf8427e  lib/libc.so.6\n',
    'lib/libc.so.6': 'x',
  });
  expect([...(await findSystemFiles(tree, '', own)).keys()]).toEqual(['lib/libc.so.6']);
});

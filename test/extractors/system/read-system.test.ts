import { expect, test } from 'vitest';
import { system } from '../../../src/extractors/system/index.js';
import type { Extraction } from '../../../src/extractors/index.js';
import { withLimit } from '../../support/lowered-limit.js';
import { memoryTree } from '../../support/memory-tree.js';
import { dpkgEntry, rpmDatabase, rpmPackage } from '../../support/system-lists.js';

type Files = Readonly<Record<string, string | Uint8Array>>;

const STATUS = 'var/lib/dpkg/status';
const DEBIAN = { 'etc/os-release': 'ID=debian\nVERSION_ID="12"\nNAME="Debian GNU/Linux"\n' };
const ROCKY = {
  'etc/os-release': 'ID="rocky"\nID_LIKE="rhel fedora"\nVERSION_ID="9.4"\nNAME="Rocky Linux"\n',
};
const RPMDB = 'var/lib/rpm/rpmdb.sqlite';

async function read(files: Files, layers: readonly Files[] = []): Promise<Extraction> {
  const context = { isImage: true, layers: layers.map((layer) => memoryTree(layer)) };
  return system.extract(memoryTree(files), context);
}

function codes({ problems }: Extraction): string[] {
  return problems.map(({ code, path, affectsCompleteness }) => `${code} ${path} ${affectsCompleteness}`);
}

test('packages of dpkg, and their files', async () => {
  const found = await read({
    ...DEBIAN,
    [STATUS]: dpkgEntry({ Package: 'bash', Status: 'install ok installed', Version: '5.2' }),
    'var/lib/dpkg/info/bash.list': '/usr/bin/bash\n',
    'usr/bin/bash': 'x',
  });
  expect(found.packages.map(({ name, ecosystem }) => [name, ecosystem])).toEqual([['bash', 'Debian:12']]);
  expect([codes(found), [...(found.systemFiles ?? [])]]).toEqual([[], ['usr/bin/bash']]);
});

test('distroless: an entry a file', async () => {
  const found = await read({
    ...DEBIAN,
    'var/lib/dpkg/status.d/base': dpkgEntry({ Package: 'base-files', Version: '12.4' }),
    'var/lib/dpkg/status.d/base.md5sums': 'x  usr/x\n',
    'var/lib/dpkg/status.d/libc6': dpkgEntry({ Package: 'libc6', Version: '2.36', Source: 'glibc' }),
  });
  expect(found.packages.map(({ name, system: own }) => [name, own?.source.name])).toEqual([
    ['base-files', 'base-files'],
    ['libc6', 'glibc'],
  ]);
  expect(codes(found)).toEqual([]);
});

test('what the lowest layer with a list has is the base', async () => {
  const [bash, curl] = ['bash', 'curl'].map((name) => dpkgEntry({ Package: name, Version: '1' })) as [
    string,
    string,
  ];
  const layers = [{ 'usr/x': '' }, { [STATUS]: bash }, { [STATUS]: `${bash}\n${curl}` }];
  const found = await read({ ...DEBIAN, [STATUS]: `${bash}\n${curl}` }, layers);
  expect(found.packages.map(({ name, system: own }) => [name, own?.isBase])).toEqual([
    ['bash', true],
    ['curl', false],
  ]);
  const alone = await read({ ...DEBIAN, [STATUS]: bash }, [{ [STATUS]: bash }]);
  expect(alone.packages.map(({ system: own }) => own?.isBase)).toEqual([null]);
});

test('a distribution without a source of advisories is incomplete, and its packages are listed', async () => {
  const found = await read({
    'etc/os-release': 'ID="fedora"\nVERSION_ID="41"\nNAME="Fedora Linux"\n',
    [RPMDB]: rpmDatabase([rpmPackage('bash')]),
  });
  expect(found.packages.map(({ purl }) => purl)).toEqual([
    'pkg:rpm/fedora/bash@1.0-1.el9?arch=x86_64&distro=fedora-41',
  ]);
  expect(found.problems).toEqual([
    {
      code: 'missing',
      path: RPMDB,
      message:
        'There is no source of advisories for Fedora Linux 41: its 1 system package is listed, but not checked.',
      affectsCompleteness: true,
    },
  ]);
});

test.each<[string, Files, string[]]>([
  [
    'changes in a log beside the database',
    { ...ROCKY, [RPMDB]: rpmDatabase([rpmPackage('a')]), [`${RPMDB}-wal`]: 'x' },
    [`stale ${RPMDB}-wal true`],
  ],
  ['an empty log', { ...ROCKY, [RPMDB]: rpmDatabase([rpmPackage('a')]), [`${RPMDB}-wal`]: '' }, []],
  ['Berkeley DB', { ...ROCKY, 'var/lib/rpm/Packages': 'x' }, ['unsupported var/lib/rpm/Packages true']],
  [
    'ndb',
    { ...ROCKY, 'usr/lib/sysimage/rpm/Packages.db': 'x' },
    ['unsupported usr/lib/sysimage/rpm/Packages.db true'],
  ],
  [
    'a Berkeley DB that an update left beside the database',
    { ...ROCKY, [RPMDB]: rpmDatabase([rpmPackage('a')]), 'var/lib/rpm/Packages': 'x' },
    [],
  ],
  ['a database that is none', { ...ROCKY, [RPMDB]: 'no database' }, [`malformed ${RPMDB} true`]],
  [
    'a database that is cut',
    { ...ROCKY, [RPMDB]: rpmDatabase([rpmPackage('a'), rpmPackage('b')]).subarray(0, 1536) },
    [`malformed ${RPMDB} true`],
  ],
  ['an entry without a version', { ...DEBIAN, [STATUS]: 'Package: a\n' }, [`malformed ${STATUS} true`]],
  ['a distribution without any list', ROCKY, ['missing etc/os-release true']],
  ['Debian without any list', DEBIAN, ['missing etc/os-release true']],
  ['an image from scratch', { 'bin/app': 'x' }, []],
  ['a system of its own making', { 'etc/os-release': 'ID=mine\n' }, ['missing etc/os-release true']],
  [
    'a package manager that is not read',
    { 'etc/os-release': 'ID=arch\n', 'var/lib/pacman/local/a/desc': 'x' },
    ['missing etc/os-release true'],
  ],
])('%s', async (_, files, expected) => expect(codes(await read(files))).toEqual(expected));

test('a folder with a system below it', async () => {
  const found = await system.extract(
    memoryTree({
      'rootfs/etc/os-release': 'ID=alpine\nVERSION_ID=3.20.3\n',
      'rootfs/lib/apk/db/installed': 'P:musl\nV:1.2.5-r0\nF:usr/lib\nR:libc.so\n',
      'rootfs/usr/lib/libc.so': 'x',
    }),
    { isImage: false },
  );
  expect(found.packages.map(({ id, ecosystem }) => [id, ecosystem])).toEqual([
    ['system:rootfs/#musl:@1.2.5-r0', 'Alpine:v3.20'],
  ]);
  expect([...(found.systemFiles ?? [])]).toEqual(['rootfs/usr/lib/libc.so']);
});

test('more packages than are read are a problem', async () => {
  const list = [dpkgEntry({ Package: 'a', Version: '1' }), dpkgEntry({ Package: 'b', Version: '1' })].join(
    '\n',
  );
  const found = await withLimit('system-packages', 1, () => read({ ...DEBIAN, [STATUS]: list }));
  expect([found.packages.length, codes(found)]).toEqual([1, [`too-large ${STATUS} true`]]);
});

test('a name that is longer than any is a problem', async () => {
  const list = dpkgEntry({ Package: 'a'.repeat(257), Version: '1' });
  expect(codes(await read({ ...DEBIAN, [STATUS]: list }))).toEqual([`malformed ${STATUS} true`]);
});

test('folders without a system are not looked at, images always', () => {
  const tree = memoryTree({ 'index.js': '' });
  expect([false, true].map((isImage) => system.recognises(tree, { isImage }))).toEqual([false, true]);
});

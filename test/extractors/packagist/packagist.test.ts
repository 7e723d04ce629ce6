import { describe, expect, it, vi } from 'vitest';
import { takeInventory } from '../../../src/inventory/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const loaded = vi.hoisted(() => ({ readers: 0 }));
vi.mock('../../../src/extractors/packagist/find-packages.js', (importOriginal) => {
  loaded.readers += 1;
  return importOriginal();
});

type Files = Readonly<Record<string, string>>;

const LIST = 'vendor/composer/installed.json';

async function inventoryOf(files: Files) {
  return takeInventory({ tree: memoryTree(files), problems: [], image: null });
}

function rowsOf({ packages }: Awaited<ReturnType<typeof inventoryOf>>) {
  return packages.map(({ purl, presence, direct }) => [purl, presence, direct]);
}

const PACKAGES = [
  {
    name: 'Monolog/monolog',
    version: 'v2.9.1',
    require: { php: '>=7.2', 'psr/log': '^2', 'psr/http': '*' },
    license: ['MIT'],
    'install-path': '../monolog/monolog',
  },
  { name: 'psr/log', version: '2.0.0', 'install-path': '../psr/log', replace: { 'old/log': '*' } },
  {
    name: 'own/lib',
    version: 'dev-main',
    provide: { 'psr/http': '1.0' },
    require: { 'old/log': '*', 'own/lib': '*' },
    dist: { type: 'path', reference: 'abc' },
    'install-path': '../own/lib',
  },
];
const CODE = {
  'vendor/monolog/monolog/src/Logger.php': '<?php',
  'vendor/psr/log/src/Log.php': '<?php',
  'vendor/own/lib/x.php': '<?php',
  'vendor/autoload.php': '<?php',
  'vendor/composer/ClassLoader.php': '<?php',
  'index.php': '<?php',
};

it('is loaded for PHP alone', async () => {
  await inventoryOf({ 'index.js': 'x()', 'node_modules/flatted/php/flatted.php': '<?php' });
  expect(loaded.readers).toBe(0);
});

describe('installed packages', () => {
  it.each([
    ['2', { packages: PACKAGES, dev: false, 'dev-package-names': [] }],
    [
      '1',
      PACKAGES.map(({ 'install-path': _, name, ...others }) => ({ ...others, name: name.toLowerCase() })),
    ],
  ])('are those of the list of Composer %s', async (_, list) => {
    const manifest = JSON.stringify({ require: { 'monolog/monolog': '^2' } });
    const files = { ...CODE, 'composer.json': manifest, [LIST]: JSON.stringify(list) };
    const found = await inventoryOf(files);
    expect(rowsOf(found)).toEqual([
      ['pkg:composer/monolog/monolog@v2.9.1', 'installed', true],
      ['pkg:composer/psr/log@2.0.0', 'installed', false],
      ['pkg:composer/own/lib', 'installed', false],
    ]);
    expect(found.problems).toEqual([]);
    expect(found.coverage).toMatchObject({ installed: 15, firstParty: 15, unattributed: 0 });
  });

  it('have edges to packages, also to those that stand for a name', async () => {
    const { packages } = await inventoryOf({ ...CODE, [LIST]: JSON.stringify({ packages: PACKAGES }) });
    const nameOf = new Map(packages.map(({ id, name }) => [id, name]));
    const edges = packages.map(({ name, dependencies }) => [name, dependencies.map((id) => nameOf.get(id))]);
    expect(edges).toEqual([
      ['Monolog/monolog', ['psr/log', 'own/lib']],
      ['psr/log', []],
      ['own/lib', ['psr/log']],
    ]);
  });

  it('of a branch have no known version, and say their commit; those of a folder are private', async () => {
    const { packages } = await inventoryOf({ ...CODE, [LIST]: JSON.stringify({ packages: PACKAGES }) });
    expect(packages[2]).toMatchObject({
      versionState: 'unknown',
      origin: 'private',
      evidence: [{ detail: 'dev-main at abc' }],
    });
  });

  it('without code are declarations; a path out of the artifact leads nowhere', async () => {
    const packages = [
      { name: 'a/b', version: '1.0', 'install-path': '../../../../../etc' },
      { name: 'c/d', version: '1.0', 'install-path': '../c/d' },
      { name: 'e/f', version: '1.0', type: 'metapackage', 'install-path': null },
    ];
    const found = await inventoryOf({ [LIST]: JSON.stringify({ packages }) });
    expect(rowsOf(found).map(([, presence]) => presence)).toEqual(['declared', 'declared', 'installed']);
  });

  it('are read from installed.php where the other list is missing', async () => {
    const source = `<?php return array(
    'root' => array(
        'name' => 'my/app',
        'pretty_version' => 'dev-main',
    ),
    'versions' => array(
        'my/app' => array(
            'pretty_version' => 'dev-main',
        ),
        'psr/log' => array(
            'pretty_version' => '2.0.0',
            'version' => '2.0.0.0',
            'reference' => 'abc',
            'type' => 'library',
            'install_path' => __DIR__ . '/../psr/log',
        ),
        'psr/log-implementation' => array(
            'dev_requirement' => false,
            'provided' => array(
                0 => '1.0.0 || 2.0.0',
            ),
        ),
    ),
);
`;
    const found = await inventoryOf({
      'vendor/composer/installed.php': source,
      'vendor/psr/log/src/Log.php': '<?php',
    });
    expect(rowsOf(found)).toEqual([['pkg:composer/psr/log@2.0.0', 'installed', null]]);
    expect(found.coverage.unattributed).toBe(0);
  });
});

it.each(['', '{}', '{"packages":{"__proto__":1}}', '['.repeat(100_000)])(
  'is incomplete for a list that is none (%#)',
  async (text) => {
    const { problems } = await inventoryOf({ [LIST]: text });
    expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  },
);

it('is incomplete for code that no list describes, and for archives', async () => {
  const { problems, coverage } = await inventoryOf({
    'index.php': '<?php',
    'vendor/a/b/x.php': '<?php',
    'tool.phar': '<?php',
  });
  expect(problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: true }]);
  expect(coverage).toMatchObject({ firstParty: 5, unattributed: 5 });
});

it('is incomplete for code in the folder of packages that its list does not name', async () => {
  const { problems } = await inventoryOf({ ...CODE, [LIST]: '{"packages":[]}' });
  expect(problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: true }]);
});

it('lists what a lockfile declares where nothing is installed', async () => {
  const lock = JSON.stringify({ packages: [{ name: 'psr/log', version: '2.0.0' }], 'packages-dev': [] });
  const found = await inventoryOf({ 'composer.lock': lock, 'index.php': '<?php' });
  expect(rowsOf(found)).toEqual([['pkg:composer/psr/log@2.0.0', 'declared', null]]);
});

it('takes hostile names, and names each package once', async () => {
  const hostile = ['__proto__', 'a/\u001b[31m', 'constructor/x', 'constructor/x'];
  const packages = hostile.map((name) => ({ name, version: '1', require: { __proto__: '*', [name]: '*' } }));
  const found = await inventoryOf({
    [LIST]: JSON.stringify({ packages: [...packages, null, 'x', { name: 1 }] }),
  });
  expect(found.packages.map(({ name, confidence }) => [name, confidence])).toEqual([
    ['__proto__', 'low'],
    ['a/\u001b[31m', 'low'],
    ['constructor/x', 'high'],
  ]);
});

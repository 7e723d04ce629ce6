import { describe, expect, it } from 'vitest';
import { nearestFolder } from '../../src/extractors/lock-drift.js';
import { takeInventory } from '../../src/inventory/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { auditedBy } from '../support/rust-audit-data.js';

type Files = Readonly<Record<string, string | Buffer>>;

async function driftsIn(files: Files) {
  const { drifts, comparesLockfile } = await takeInventory({
    tree: memoryTree(files),
    problems: [],
    image: null,
  });
  return {
    drifts: drifts.map((each) => [each.kind, each.name, each.installedVersion, each.lockedVersion]),
    comparesLockfile,
  };
}

function gem(name: string, version: string, home = 'vendor/bundle/ruby/3.4.0'): Files {
  return {
    [`${home}/specifications/${name}-${version}.gemspec`]: `# stub: ${name} ${version} ruby lib\nGem::Specification.new do |s|\n  s.name = "${name}"\n  s.version = "${version}"\nend\n`,
    [`${home}/gems/${name}-${version}/lib/${name}.rb`]: 'module A; end',
  };
}

function gemfileLock(...entries: readonly string[]): string {
  const specs = entries.map((entry) => `    ${entry}\n`).join('');
  return `GEM\n  remote: https://gems.example.invalid/\n  specs:\n${specs}\nDEPENDENCIES\n  rack\n`;
}

describe('Ruby', () => {
  it.each<[what: string, files: Files, drifts: readonly unknown[]]>([
    ['what is locked', { 'Gemfile.lock': gemfileLock('rack (2.2.3)') }, []],
    ['the same version in other words', { 'Gemfile.lock': gemfileLock('rack (2.2.3.0)') }, []],
    ['a build for a platform', { 'Gemfile.lock': gemfileLock('rack (2.2.3-x86_64-linux)') }, []],
    [
      'another version',
      { 'Gemfile.lock': gemfileLock('rack (2.2.9)') },
      [['version', 'rack', '2.2.3', '2.2.9']],
    ],
    [
      'what is not locked',
      { 'Gemfile.lock': gemfileLock('puma (6.0.0)') },
      [['not-locked', 'rack', '2.2.3', null]],
    ],
    ['what only tests need', { 'Gemfile.lock': gemfileLock('rack (2.2.3)', 'rspec (3.0.0)') }, []],
    [
      'what an earlier installation left',
      { 'Gemfile.lock': gemfileLock('rack (2.2.3)'), ...gem('rack', '2.2.1') },
      [],
    ],
    ['Bundler itself', { 'Gemfile.lock': gemfileLock('rack (2.2.3)'), ...gem('bundler', '2.5.0') }, []],
    [
      'a nearer lockfile',
      { 'Gemfile.lock': gemfileLock('rack (1.0.0)'), 'vendor/Gemfile.lock': gemfileLock('rack (2.2.3)') },
      [],
    ],
    ['a lockfile elsewhere', { 'other/Gemfile.lock': gemfileLock('rack (1.0.0)') }, []],
    ['a lockfile that is none', { 'Gemfile.lock': 'hello' }, []],
  ])('%s', async (_, files, expected) => {
    expect((await driftsIn({ ...gem('rack', '2.2.3'), ...files })).drifts).toEqual(expected);
  });

  it.each([
    ['beside gems', { 'Gemfile.lock': gemfileLock('rack (2.2.3)') }, true],
    ['not there', {}, false],
  ])('a lockfile that is %s', async (_, files, compares) => {
    expect((await driftsIn({ ...gem('rack', '2.2.3'), ...files })).comparesLockfile).toBe(compares);
  });
});

describe('PHP', () => {
  const list = { packages: [{ name: 'psr/log', version: '2.0.0', 'install-path': '../psr/log' }] };
  const installed = {
    'vendor/composer/installed.json': JSON.stringify(list),
    'vendor/psr/log/a.php': '<?php',
  };
  const lock = (...packages: readonly object[]) => ({ 'composer.lock': JSON.stringify({ packages }) });
  it.each<[string, Files, readonly unknown[]]>([
    ['what is locked', lock({ name: 'PSR/Log', version: 'v2.0.0' }), []],
    [
      'another version',
      lock({ name: 'psr/log', version: '2.0.1' }),
      [['version', 'psr/log', '2.0.0', '2.0.1']],
    ],
    ['a branch, which has no version', lock({ name: 'psr/log', version: 'dev-main' }), []],
    [
      'what is not installed',
      lock({ name: 'psr/log', version: '2.0.0' }, { name: 'a/b', version: '1.0.0' }),
      [['not-installed', 'a/b', null, '1.0.0']],
    ],
    [
      'what development installed, too',
      lock({ name: 'a/b', version: '1.0.0' }),
      [['not-installed', 'a/b', null, '1.0.0']],
    ],
  ])('%s', async (_, files, expected) => {
    expect((await driftsIn({ ...installed, ...files })).drifts).toEqual(expected);
  });
});

describe('.NET', () => {
  const deps = {
    targets: { net8: { 'Log/1.0.0': { runtime: { 'Log.dll': {} } }, 'Runtime/8.0.0': {} } },
    libraries: { 'Log/1.0.0': { type: 'package' }, 'Runtime/8.0.0': { type: 'package' } },
  };
  const lock = (version: string): Files => ({
    'App.deps.json': JSON.stringify(deps),
    'Log.dll': 'MZ',
    'packages.lock.json': JSON.stringify({
      version: 1,
      dependencies: { net8: { Log: { type: 'Direct', resolved: version } } },
    }),
  });
  it.each([
    ['what is locked', lock('1.0.0'), []],
    ['another version', lock('1.1.0'), [['version', 'Log', '1.0.0', '1.1.0']]],
  ])('%s', async (_, files, expected) => {
    expect((await driftsIn(files)).drifts).toEqual(expected);
  });
});

describe('Rust', () => {
  const bootstrap = auditedBy([
    { name: 'app', version: '0.1.0', source: 'local', root: true, dependencies: [1] },
    { name: 'time', version: '0.1.43', source: 'crates.io' },
  ]);
  const lock = (version: string) =>
    `version = 3\n[[package]]\nname = "app"\nversion = "0.1.0"\n[[package]]\nname = "time"\nversion = "${version}"\nsource = "registry+https://github.com/rust-lang/crates.io-index"\n`;
  it.each([
    ['what is locked', lock('0.1.43'), []],
    ['another version', lock('0.1.45'), [['version', 'time', '0.1.43', '0.1.45']]],
  ])('%s', async (_, text, expected) => {
    expect((await driftsIn({ bootstrap, 'Cargo.lock': text })).drifts).toEqual(expected);
  });
});

it.each([
  ['a/b', ['a', ''], 'a'],
  ['a/b', ['a/b', 'a'], 'a/b'],
  ['a/b', [''], ''],
  ['a/b', ['c'], null],
])('of %s the nearest of %j is %s', (folder, folders, nearest) => {
  expect(nearestFolder(folder, new Set(folders))).toBe(nearest);
});

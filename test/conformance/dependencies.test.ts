import { expect, test } from 'vitest';
import { readProjectFile } from '../support/project-files.js';

interface LockedPackage {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly name?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly scripts?: Readonly<Record<string, string>>;
}

// https://blueoakcouncil.org/list: permissive, with attribution as the only condition.
const PERMISSIVE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
  'Unlicense',
]);
/** Data under an attribution licence, package by package: no licence is let in for code this way. */
const DATA_LICENCES = new Map([['node_modules/spdx-exceptions', 'CC-BY-3.0']]);
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall'];

const lockfile = readProjectFile('package-lock.json');
const { packages } = JSON.parse(lockfile) as { packages: Readonly<Record<string, LockedPackage>> };

function manifestOf(path: string): Manifest {
  return JSON.parse(readProjectFile(`${path}/package.json`)) as Manifest;
}

/** Optional peers: those who sweep install them. */
const peers = Object.keys(manifestOf('.').peerDependencies ?? {});

/** Where a package finds another, by Node's own search; undefined for an optional one that is not there. */
function resolvedPath(from: string, name: string): string | undefined {
  const places = [...from.matchAll(/\/node_modules\//g)].map(({ index }) => from.slice(0, index)).reverse();
  return [from, ...places, '']
    .map((place) => `${place === '' ? '' : `${place}/`}node_modules/${name}`)
    .find((path) => path in packages);
}

function treeOfPeers(): Set<string> {
  const seen = new Set<string>();
  const open = peers.map((name) => `node_modules/${name}`);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const from = path;
    if (seen.has(from)) continue;
    seen.add(from);
    const { dependencies = {}, optionalDependencies = {} } = packages[from] ?? {};
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    open.push(...names.flatMap((name) => resolvedPath(from, name) ?? []));
  }
  return seen;
}

const peerTree = treeOfPeers();
const shipped = Object.entries(packages).filter(
  ([path, { dev, devOptional }]) => peerTree.has(path) || (path !== '' && !dev && !devOptional),
);

/** `(MIT OR GPL-2.0)`: one permissive choice is enough; `MIT AND ISC`: every one must be. */
function isPermissive(expression: string): boolean {
  const choices = expression.replaceAll(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((id) => PERMISSIVE.has(id.trim())));
}

test('the production tree is seen', () => {
  const direct = Object.keys(manifestOf('.').dependencies ?? {}).map((name) => `node_modules/${name}`);
  expect(shipped.map(([path]) => path)).toEqual(expect.arrayContaining(direct));
  expect(direct).not.toEqual([]);
});

test('dependencies of sweeps are optional peers, and their trees are checked', () => {
  const { peerDependenciesMeta = {} } = manifestOf('.');
  expect(peers.filter((name) => peerDependenciesMeta[name]?.optional !== true)).toEqual([]);
  expect([...peerTree]).toEqual(
    expect.arrayContaining(['node_modules/@smithy/signature-v4', 'node_modules/pgpass']),
  );
});

test('nothing that users install has an install script', () => {
  const scripted = shipped.filter(
    ([path, { hasInstallScript }]) =>
      hasInstallScript || INSTALL_SCRIPTS.some((name) => manifestOf(path).scripts?.[name]),
  );
  expect(scripted.map(([path]) => path)).toEqual([]);
});

test('we have no install script ourselves', () => {
  const own = Object.keys(manifestOf('.').scripts ?? {});
  expect(own.filter((name) => [...INSTALL_SCRIPTS, 'prepare', 'prepublish'].includes(name))).toEqual([]);
});

test('everything that users install has a permissive licence', () => {
  const others = shipped
    .filter(([path]) => !DATA_LICENCES.has(path) || DATA_LICENCES.get(path) !== manifestOf(path).license)
    .map(([path]) => `${path}: ${manifestOf(path).license ?? 'none'}`)
    .filter((line) => !isPermissive(line.split(': ')[1] ?? ''));
  expect(others).toEqual([]);
});

test.each([
  ['MIT', true],
  ['(MIT OR GPL-2.0-only)', true],
  ['MIT AND ISC', true],
  ['MIT AND GPL-2.0-only', false],
  ['AGPL-3.0-only', false],
  ['none', false],
])('licence %s is permissive: %s', (expression, permissive) => {
  expect(isPermissive(expression)).toBe(permissive);
});

test('every locked package has its integrity and no address', () => {
  const loose = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity);
  expect(loose.map(([path]) => path)).toEqual([]);
  expect(lockfile).not.toContain('"resolved"');
});

test('CONTRIBUTING.md gives the reason of every runtime dependency', () => {
  const contributing = readProjectFile('CONTRIBUTING.md');
  const names = [...Object.keys(manifestOf('.').dependencies ?? {}), ...peers];
  expect(names.filter((name) => !contributing.includes(`\n| \`${name}\` `))).toEqual([]);
});

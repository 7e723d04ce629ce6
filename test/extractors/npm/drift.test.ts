import { describe, expect, it } from 'vitest';
import { extractNpm, rowsOf, type Content } from '../../support/npm-tree.js';

const root = {
  dependencies: { a: '*' },
  devDependencies: { d: '*' },
  optionalDependencies: { o: '*' },
  peerDependencies: { p: '*' },
};
const lock = {
  lockfileVersion: 3,
  packages: {
    '': root,
    'node_modules/a': { version: '1.0.0', dependencies: { b: '*' } },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/d': { version: '3.0.0', dev: true },
    'node_modules/o': { version: '4.0.0', optional: true },
    'node_modules/p': { version: '5.0.0', peer: true },
  },
};

async function driftsOf(files: Readonly<Record<string, Content>>): Promise<string[]> {
  const { drifts } = await extractNpm({ 'package.json': root, 'package-lock.json': lock, ...files });
  return drifts.map(
    ({ kind, name, installedVersion, lockedVersion, package: id }) =>
      `${kind} ${name} ${installedVersion}/${lockedVersion} ${id}`,
  );
}

const a = { name: 'a', version: '1.0.0' };
const b = { name: 'b', version: '2.0.0' };

describe('drift', () => {
  it('is not reported for missing development, optional and peer dependencies', async () => {
    expect(await driftsOf({ 'node_modules/a/': a, 'node_modules/b/': b })).toEqual([]);
  });

  it('is not reported when the same packages lie in other folders', async () => {
    expect(await driftsOf({ 'node_modules/a/': a, 'node_modules/a/node_modules/b/': b })).toEqual([]);
  });

  it('is another version than the locked one', async () => {
    expect(await driftsOf({ 'node_modules/a/': a, 'node_modules/b/': { ...b, version: '2.0.1' } })).toEqual([
      'version b 2.0.1/2.0.0 npm:node_modules/b',
    ]);
  });

  it('reports that a locked install script is gone, and nothing where the other version has one', async () => {
    const scripted = structuredClone(lock);
    Object.assign(scripted.packages['node_modules/b'], { hasInstallScript: true });
    const gone = async (scripts: object, more: Readonly<Record<string, Content>> = {}) => {
      const files = {
        'package.json': root,
        'package-lock.json': scripted,
        'node_modules/a/': a,
        'node_modules/b/': { ...b, version: '2.0.1', scripts },
        ...more,
      };
      return (await extractNpm(files)).drifts.map(({ installScriptGone }) => installScriptGone);
    };
    expect(await gone({ test: 'true' })).toEqual([true]);
    expect(await gone({ postinstall: 'node a.js' })).toEqual([undefined]);
    // The script that the lockfile counts is npm's own.
    expect(await gone({}, { 'node_modules/b/binding.gyp': '{}' })).toEqual([undefined]);
  });

  it('is a required package that is not there', async () => {
    expect(await driftsOf({ 'node_modules/a/': a })).toEqual(['not-installed b null/2.0.0 null']);
  });

  it('is a package that was not locked', async () => {
    const c = { name: 'c', version: '1.0.0' };
    expect(await driftsOf({ 'node_modules/a/': a, 'node_modules/b/': b, 'node_modules/c/': c })).toEqual([
      'not-locked c 1.0.0/null npm:node_modules/c',
    ]);
  });

  it('pairs versions by their place', async () => {
    const packages = { ...lock.packages, 'node_modules/a/node_modules/b': { version: '9.0.0' } };
    const drifts = await driftsOf({
      'package-lock.json': { ...lock, packages },
      'node_modules/a/': a,
      'node_modules/b/': { ...b, version: '2.0.1' },
      'node_modules/a/node_modules/b/': { ...b, version: '9.0.1' },
    });
    expect(drifts).toEqual([
      'version b 9.0.1/9.0.0 npm:node_modules/a/node_modules/b',
      'version b 2.0.1/2.0.0 npm:node_modules/b',
    ]);
  });

  it('is not decided where a version is unknown', async () => {
    expect(await driftsOf({ 'node_modules/a/': a, 'node_modules/b/': { name: 'b' } })).toEqual([
      'not-installed b null/2.0.0 null',
    ]);
  });

  it('never changes installed packages', async () => {
    const found = await extractNpm({
      'package-lock.json': lock,
      'node_modules/a/': { ...a, version: '7.0.0' },
    });
    expect(rowsOf(found)).toEqual(['a@7.0.0 in node_modules/a']);
  });

  it("looks at the installing manager's lockfile", async () => {
    const files = {
      'yarn.lock': '# yarn lockfile v1\n\na@*:\n  version "1.0.0"\n',
      'node_modules/.yarn-integrity': '',
    };
    expect(await driftsOf({ ...files, 'node_modules/a/': a })).toEqual([]);
  });

  it('ignores lockfiles of packages', async () => {
    expect(
      await driftsOf({ 'node_modules/a/': a, 'node_modules/b/': b, 'node_modules/a/package-lock.json': '{' }),
    ).toEqual([]);
  });
});

describe('packages that no lockfile speaks of', () => {
  const both = { 'node_modules/a/': a, 'node_modules/b/': b };
  const nested = { name: 'n', version: '9.0.0' };
  const locked = (packages: object): Readonly<Record<string, Content>> => ({
    ...both,
    'package-lock.json': { lockfileVersion: 3, packages: { ...lock.packages, ...packages } },
  });
  const carrier = { ...a, dependencies: { n: '*' }, bundleDependencies: ['n'] };

  it.each<[string, Readonly<Record<string, Content>>]>([
    [
      'that lie below a folder of a package, as those of protobufjs',
      {
        ...both,
        'node_modules/a/cli/node_modules/n/': nested,
        'node_modules/a/cli/node_modules/b/': { ...b, version: '2.9.0' },
      },
    ],
    ['that are bundled', { ...both, 'node_modules/a/': carrier, 'node_modules/a/node_modules/n/': nested }],
    [
      'that are bundled and locked',
      {
        ...locked({ 'node_modules/a/node_modules/n': { version: '9.0.0', inBundle: true } }),
        'node_modules/a/': carrier,
        'node_modules/a/node_modules/n/': nested,
      },
    ],
    [
      'that are links, copied as folders',
      { ...locked({ 'node_modules/n': { resolved: 'packages/n', link: true } }), 'node_modules/n/': nested },
    ],
    [
      'from git, in a lockfile of version 1',
      {
        ...both,
        'node_modules/n/': nested,
        'package-lock.json': {
          lockfileVersion: 1,
          dependencies: {
            a: { version: '1.0.0', requires: { b: '*' } },
            b: { version: '2.0.0' },
            n: { version: 'git+ssh://git@x.example.invalid/n.git#abc', from: 'n@x' },
          },
        },
      },
    ],
    [
      'by another name',
      { ...locked({ 'node_modules/m': { name: 'n', version: '9.0.0' } }), 'node_modules/m/': nested },
    ],
  ])('are no drift: those %s', async (_, files) => {
    expect(await driftsOf(files)).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, Content>>, string]>([
    ['nested, and bundled by nobody', { ...both, 'node_modules/a/node_modules/n/': nested }, 'not-locked n'],
    [
      'bundled, and locked in another version at its place',
      {
        ...locked({ 'node_modules/a/node_modules/n': { version: '8.0.0', inBundle: true } }),
        'node_modules/a/': carrier,
        'node_modules/a/node_modules/n/': nested,
      },
      'version n',
    ],
  ])('are drift where they are %s', async (_, files, expected) => {
    expect(await driftsOf(files)).toEqual([expect.stringContaining(expected) as string]);
  });
});

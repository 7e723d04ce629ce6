import { describe, expect, it, test } from 'vitest';
import type { Extraction } from '../../../src/extractors/index.js';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel, type MadeWheel } from '../../support/python-tree.js';

const A: MadeWheel = { name: 'a', version: '1.0', files: { 'a/__init__.py': 'x = 1' } };

async function extracted(
  files: Readonly<Record<string, string | Uint8Array>>,
  isImage = false,
): Promise<Extraction> {
  return pypi.extract(memoryTree(files), { isImage });
}

function namesIn({ packages }: Extraction): string[] {
  return packages.map(({ name, version, presence }) => `${name} ${version} ${presence}`);
}

async function placesIn(files: Readonly<Record<string, string>>, name: string): Promise<string[]> {
  const { packages } = await extracted(files);
  return packages.find((found) => found.name === name)?.locations.map(({ path }) => path) ?? [];
}

describe('what is installed', () => {
  it('a wheel, with its facts', async () => {
    const wheel = { ...A, metadata: ['License-Expression: MIT', "Requires-Dist: b>=1; extra == 'x'"] };
    const { packages, roots, problems } = await extracted(installedWheel('python', wheel));
    expect(packages).toMatchObject([
      {
        id: 'pypi:python/a-1.0.dist-info',
        purl: 'pkg:pypi/a@1.0',
        versionState: 'exact',
        root: 'pypi:python',
        direct: true,
        licenses: ['MIT'],
        locations: [{ path: 'python/a' }, { path: 'python/a-1.0.dist-info' }],
        dependencies: [],
        unresolved: [],
        confidence: 'high',
      },
    ]);
    expect(roots).toEqual([{ id: 'pypi:python', path: 'python', name: null, manager: 'pip' }]);
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'a folder of setuptools',
      { 'Foo.egg-info/PKG-INFO': 'Name: foo\nVersion: 1.2\n' },
      ['foo 1.2 installed'],
    ],
    ['a single file', { 'Foo-1.2-py3.egg-info': 'Name: foo\nVersion: 1.2\n' }, ['foo 1.2 installed']],
    ['an egg', { 'Foo-1.2-py3.egg/EGG-INFO/PKG-INFO': 'Name: foo\nVersion: 1.2\n' }, ['foo 1.2 installed']],
    ['an egg that is a zip', { 'F-1.egg!/EGG-INFO/PKG-INFO': 'Name: f\nVersion: 1\n' }, ['f 1 installed']],
    ['requirements in a zip', installedWheel('.requirements.zip!', A), ['a 1.0 installed']],
    [
      'metadata that contradicts its folder',
      { 'x-9.dist-info/METADATA': 'Name: y\nVersion: 1\n' },
      ['y 1 installed'],
    ],
    [
      'a project beside its own build',
      { 'a.egg-info/PKG-INFO': 'Name: a\n', 'a.egg-info/SOURCES.txt': '', 'setup.py': '' },
      [],
    ],
    ['what npm installed', { 'node_modules/a/b-1.dist-info/METADATA': 'Name: b\n' }, []],
  ])('%s', async (_what, files, expected) => expect(namesIn(await extracted(files))).toEqual(expected));

  it('a folder whose metadata is gone has its own name, and a gap', async () => {
    const { packages, problems } = await extracted({ 'a-1.0.dist-info/RECORD': 'a.py,,\n', 'a.py': '' });
    expect(packages).toMatchObject([{ name: 'a', version: '1.0', confidence: 'medium' }]);
    expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  });

  it('a name that is none is listed with low confidence', async () => {
    const { packages } = await extracted({ 'a-1.dist-info/METADATA': 'Name: __proto__\nVersion: 1\n' });
    expect(packages).toMatchObject([{ name: '__proto__', confidence: 'low' }]);
  });

  it('a link to a project is private, and told', async () => {
    const extra = { 'direct_url.json': '{"url": "file:///x", "dir_info": {"editable": true}}' };
    const { packages, problems } = await extracted(installedWheel('', { ...A, extra }));
    expect(packages).toMatchObject([{ origin: 'private' }]);
    expect(problems).toMatchObject([{ code: 'unresolved', affectsCompleteness: false }]);
  });
});

describe('where packages are', () => {
  it('packages share the folder of a namespace', async () => {
    const files = {
      ...installedWheel('', { name: 'g-a', version: '1', files: { 'google/cloud/a/__init__.py': '' } }),
      ...installedWheel('', {
        name: 'g-b',
        version: '1',
        files: { 'google/cloud/b/__init__.py': '', 'google/b.py': '' },
      }),
    };
    expect(await placesIn(files, 'g-a')).toEqual(['google/cloud/a', 'g_a-1.dist-info']);
    expect(await placesIn(files, 'g-b')).toEqual(['google/b.py', 'google/cloud/b', 'g_b-1.dist-info']);
  });

  it('compiled code is of the package of its source, also where the source is gone', async () => {
    const files = installedWheel('', { name: 'a', version: '1', files: { 'a/b.py': '', 'm.py': '' } });
    const { 'a/b.py': _b, 'm.py': _m, ...kept } = files;
    const places = await placesIn({ ...kept, 'a/b.pyc': 'x', 'm.pyc': 'x' }, 'a');
    expect(places).toEqual(['a', 'm.pyc', 'a-1.dist-info']);
  });

  it('a file that nobody lists is not of the package around it', async () => {
    const files = { ...installedWheel('', A), 'a/mine.py': 'x', 'a/data.json': '{}' };
    expect(await placesIn(files, 'a')).toEqual(['a/__init__.py', 'a-1.0.dist-info']);
  });

  it('a package carries copies of others', async () => {
    const inner = installedWheel('host/_vendor', { name: 'inner', version: '2', files: { 'inner.py': 'x' } });
    const host = { name: 'host', version: '1', files: { 'host/__init__.py': '', ...inner } };
    const { packages } = await extracted(installedWheel('', host));
    expect(packages.map(({ name, presence, vendoredIn }) => [name, presence, vendoredIn])).toEqual([
      ['host', 'installed', null],
      ['inner', 'vendored', 'pypi:host-1.dist-info'],
    ]);
    expect(packages[0]?.locations.map(({ path }) => path)).toEqual(['host', 'host-1.dist-info']);
  });

  it('an upgrade leaves metadata behind: the hashes tell which release is there', async () => {
    const old = installedWheel('', { ...A, version: '0.9', files: { 'a/__init__.py': 'old' } });
    const { packages, problems } = await extracted({ ...old, ...installedWheel('', A) });
    expect(packages.map(({ version }) => version)).toEqual(['1.0']);
    expect(problems).toMatchObject([{ path: 'a-0.9.dist-info', affectsCompleteness: false }]);
  });

  it('modules without a list of files are found by their names', async () => {
    const files = {
      'Foo_Bar.egg-info/PKG-INFO': 'Name: Foo-Bar\nVersion: 1\n',
      'foo_bar/x.py': '',
      'y.py': '',
    };
    expect(await placesIn(files, 'Foo-Bar')).toEqual(['foo_bar', 'Foo_Bar.egg-info']);
  });
});

describe('what requires what', () => {
  const wheel = (name: string, metadata: readonly string[] = [], extra = {}): Record<string, string> =>
    installedWheel('python/lib/python3.9/site-packages', {
      name,
      version: '1.0',
      files: { [`${name}.py`]: '' },
      metadata,
      extra,
    });

  async function edges(...files: readonly Record<string, string>[]): Promise<Record<string, string[]>> {
    const { packages } = await extracted(Object.assign({}, ...files) as Record<string, string>);
    const nameOf = new Map(packages.map(({ id, name }) => [id, name]));
    return Object.fromEntries(
      packages.map((found) => [found.name, found.dependencies.map((id) => nameOf.get(id) ?? id)]),
    );
  }

  it('by the conditions of the place where it runs', async () => {
    const a = wheel('a', [
      "Requires-Dist: b; python_version < '3.10'",
      "Requires-Dist: c; python_version >= '3.10'",
      "Requires-Dist: d; sys_platform == 'win32'",
    ]);
    expect(await edges(a, wheel('b'), wheel('c'), wheel('d'))).toEqual({ a: ['b'], b: [], c: [], d: [] });
  });

  it('extras count where somebody wants them, also in a circle', async () => {
    const a = wheel('a', ['Requires-Dist: b[x]']);
    const b = wheel('b', ["Requires-Dist: c[y]; extra == 'x'", "Requires-Dist: d; extra == 'z'"]);
    const c = wheel('c', ["Requires-Dist: b[x]; extra == 'y'"]);
    expect(await edges(a, b, c, wheel('d'))).toEqual({ a: ['b'], b: ['c'], c: ['b'], d: [] });
  });

  it('an extra that was asked for by hand explains what nobody requested', async () => {
    const a = wheel('a', ["Requires-Dist: b; extra == 'x'"], { REQUESTED: '' });
    const files = { ...a, ...wheel('b') };
    const { packages } = await extracted(files);
    expect(packages.map(({ name, direct, dependencies }) => [name, direct, dependencies.length])).toEqual([
      ['a', true, 1],
      ['b', false, 0],
    ]);
  });

  it('a missing package, and one of another version', async () => {
    const a = wheel('a', [
      'Requires-Dist: gone>=2',
      'Requires-Dist: b>=2',
      "Requires-Dist: maybe; platform_release > '5'",
    ]);
    const { packages, unresolvedImports } = await extracted({ ...a, ...wheel('b') });
    expect(packages[0]?.unresolved).toEqual([
      { name: 'gone', spec: '>=2', type: 'prod', reason: 'missing' },
      { name: 'b', spec: '>=2', type: 'prod', reason: 'invalid' },
    ]);
    expect(unresolvedImports).toEqual([{ name: 'gone', ecosystem: 'PyPI', by: 'package' }]);
  });

  it('without notes of an installer, what nothing requires is direct', async () => {
    const { packages } = await extracted({ ...wheel('a', ['Requires-Dist: b']), ...wheel('b') });
    expect(packages.map(({ direct }) => direct)).toEqual([true, null]);
  });
});

test.each([
  [{ 'a.py': '' }, true],
  [{ 'x/a-1.dist-info/METADATA': '' }, true],
  [{ 'index.js': '', 'data.json': '' }, false],
])('%j is looked at: %s', (files, expected) => {
  expect(pypi.recognises(memoryTree(files))).toBe(expected);
});

it('a package in an archive of another package is its copy', async () => {
  const egg = 'thing/tests/inner-1.0-py3.7.egg';
  const files = {
    ...installedWheel('', { name: 'thing', version: '1', files: { 'thing/a.py': 'x', [egg]: 'zip' } }),
    [`${egg}!/EGG-INFO/PKG-INFO`]: 'Metadata-Version: 1.0\nName: inner\nVersion: 1.0\n\n',
  };
  const { packages } = await pypi.extract(memoryTree(files), { isImage: false });
  expect(packages.map(({ name, presence }) => `${name} ${presence}`).sort()).toEqual([
    'inner vendored',
    'thing installed',
  ]);
});

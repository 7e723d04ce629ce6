import { describe, expect, it } from 'vitest';
import { extractNpm, rowAt, rowsOf } from '../../support/npm-tree.js';

const a = { name: 'a', version: '1.0.0' };
const b = { name: 'b', version: '2.0.0' };

describe('installed packages', () => {
  it('are rows with identity, place, evidence and licence', async () => {
    const { packages } = await extractNpm({
      'node_modules/@s/a/': { name: '@s/a', version: 'v1.0.0', license: 'MIT' },
    });
    expect(packages).toEqual([
      {
        id: 'npm:node_modules/@s/a',
        purl: 'pkg:npm/%40s/a@1.0.0',
        ecosystem: 'npm',
        name: '@s/a',
        versionState: 'exact',
        version: '1.0.0',
        candidates: [],
        presence: 'installed',
        basis: 'located',
        root: 'npm:',
        direct: null,
        alias: null,
        origin: 'unknown',
        vendoredIn: null,
        locations: [{ path: 'node_modules/@s/a' }],
        bytes: 0,
        dependencies: [],
        unresolved: [],
        extraneous: false,
        licenses: ['MIT'],
        evidence: [{ method: 'manifest', path: 'node_modules/@s/a/package.json', detail: null }],
        confidence: 'high',
      },
    ]);
  });

  it('are direct, transitive or extraneous, by the manifest of the root', async () => {
    const found = await extractNpm({
      'package.json': { dependencies: { a: '^1.0.0' } },
      'node_modules/a/': { ...a, dependencies: { b: '^2.0.0' } },
      'node_modules/b/': b,
      'node_modules/c/': { name: 'c', version: '3.0.0' },
    });
    expect(found.packages.map(({ name, direct, extraneous }) => [name, direct, extraneous])).toEqual([
      ['a', true, false],
      ['b', false, false],
      ['c', false, true],
    ]);
  });

  it('are neither where the manifest names no dependency at all', async () => {
    const { packages } = await extractNpm({ 'package.json': { name: 'app' }, 'node_modules/a/': a });
    expect(packages).toMatchObject([{ direct: null, extraneous: false }]);
  });

  it('have edges to their resolved dependencies, in cycles too', async () => {
    const found = await extractNpm({
      'node_modules/a/': { ...a, dependencies: { b: '*' } },
      'node_modules/b/': { ...b, dependencies: { a: '*' } },
      'node_modules/a/node_modules/b/': { name: 'b', version: '2.1.0', dependencies: { a: '*' } },
    });
    expect(rowAt(found, 'node_modules/a').dependencies).toEqual(['npm:node_modules/a/node_modules/b']);
    expect(rowAt(found, 'node_modules/b').dependencies).toEqual(['npm:node_modules/a']);
  });

  it('report missing packages and versions outside their range, but not optional ones', async () => {
    const found = await extractNpm({
      'node_modules/a/': {
        ...a,
        dependencies: { b: '^1.0.0', c: '1.0.0' },
        optionalDependencies: { d: '1.0.0' },
        peerDependencies: { e: '1.0.0', f: '1.0.0' },
        peerDependenciesMeta: { f: { optional: true } },
        devDependencies: { g: '1.0.0' },
      },
      'node_modules/b/': b,
    });
    expect(rowAt(found, 'node_modules/a').unresolved).toEqual([
      { name: 'e', spec: '1.0.0', type: 'peer', reason: 'missing' },
      { name: 'b', spec: '^1.0.0', type: 'prod', reason: 'invalid' },
      { name: 'c', spec: '1.0.0', type: 'prod', reason: 'missing' },
    ]);
  });

  it('are not outside a range that the root overrides', async () => {
    const found = await extractNpm({
      'package.json': { dependencies: { a: '*' }, overrides: { b: '2.0.0' } },
      'node_modules/a/': { ...a, dependencies: { b: '^1.0.0' } },
      'node_modules/b/': b,
    });
    expect(rowAt(found, 'node_modules/a').unresolved).toEqual([]);
  });

  it('keep both names of an alias', async () => {
    const found = await extractNpm({
      'package.json': { dependencies: { old: 'npm:a@^1.0.0' } },
      'node_modules/old/': a,
    });
    expect(rowAt(found, 'node_modules/old')).toMatchObject({ name: 'a', alias: 'old', direct: true });
  });

  it('name the package that was published with them inside', async () => {
    const found = await extractNpm({
      'node_modules/a/': { ...a, dependencies: { b: '*', d: '*' }, bundleDependencies: ['b'] },
      'node_modules/a/node_modules/b/': { ...b, dependencies: { c: '*' } },
      'node_modules/a/node_modules/c/': { name: 'c', version: '3.0.0' },
      'node_modules/a/node_modules/d/': { name: 'd', version: '4.0.0' },
    });
    expect(found.packages.map(({ name, vendoredIn }) => [name, vendoredIn])).toEqual([
      ['a', null],
      ['b', 'npm:node_modules/a'],
      ['c', 'npm:node_modules/a'],
      ['d', null],
    ]);
  });

  it('of a vendored tree are rows only when their manifests have name and version', async () => {
    const found = await extractNpm({
      'node_modules/a/': a,
      'node_modules/a/lib/node_modules/b/': b,
      'node_modules/a/lib/node_modules/c/': { type: 'module' },
    });
    expect(found.packages.map(({ name, presence, vendoredIn }) => [name, presence, vendoredIn])).toEqual([
      ['a', 'installed', null],
      ['b', 'vendored', 'npm:node_modules/a'],
    ]);
  });

  it('of one name in function and sub-folder are two', async () => {
    const found = await extractNpm({ 'node_modules/a/': a, 'x/node_modules/a/': { ...a, version: '2.0.0' } });
    expect(rowsOf(found)).toEqual(['a@1.0.0 in node_modules/a', 'a@2.0.0 in x/node_modules/a']);
  });

  it('are private when linked, required by path or marked so', async () => {
    const found = await extractNpm(
      {
        'package.json': { dependencies: { a: 'file:./a.tgz', b: '*', c: '*' } },
        'node_modules/a/': a,
        'node_modules/b/': { ...b, private: true },
        'node_modules/c/': { name: 'c', version: '1.0.0' },
        'w/': { name: 'w', version: '1.0.0' },
      },
      { 'node_modules/w': 'w' },
    );
    expect(found.packages.map(({ name, origin }) => [name, origin])).toEqual([
      ['a', 'private'],
      ['b', 'private'],
      ['c', 'unknown'],
      ['w', 'private'],
    ]);
  });

  it('of a workspace do not miss dependencies of development', async () => {
    const files = { 'w/': { name: 'w', version: '1.0.0', devDependencies: { d: '*' } } };
    const found = await extractNpm(files, { 'node_modules/w': 'w' });
    expect(rowAt(found, 'w').unresolved).toEqual([]);
  });

  it('required by a workspace are direct, its development dependencies too', async () => {
    const found = await extractNpm(
      {
        'package.json': { workspaces: ['w'], dependencies: { w: '*' } },
        'w/': { name: 'w', version: '1.0.0', dependencies: { a: '*' }, devDependencies: { b: '*' } },
        'node_modules/a/': a,
        'node_modules/b/': b,
      },
      { 'node_modules/w': 'w' },
    );
    expect(found.packages.map(({ name, direct }) => [name, direct])).toEqual([
      ['a', true],
      ['b', true],
      ['w', true],
    ]);
  });
});

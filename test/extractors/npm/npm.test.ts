import { describe, expect, it } from 'vitest';
import { npm } from '../../../src/extractors/npm/index.js';
import { memoryTree } from '../../support/memory-tree.js';
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

  it('are direct, transitive or extraneous, as the manifest of the root says', async () => {
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

  it('have edges to what they resolve to, in cycles too', async () => {
    const found = await extractNpm({
      'node_modules/a/': { ...a, dependencies: { b: '*' } },
      'node_modules/b/': { ...b, dependencies: { a: '*' } },
      'node_modules/a/node_modules/b/': { name: 'b', version: '2.1.0', dependencies: { a: '*' } },
    });
    expect(rowAt(found, 'node_modules/a').dependencies).toEqual(['npm:node_modules/a/node_modules/b']);
    expect(rowAt(found, 'node_modules/b').dependencies).toEqual(['npm:node_modules/a']);
  });

  it('say what is missing or outside its range, but not what may be absent', async () => {
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

  it('of a vendored tree are rows only when their manifests say what they are', async () => {
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

  it('are private when linked, asked for by path or marked so', async () => {
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

  it('asked for by a workspace are direct, its development dependencies too', async () => {
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

describe('what cannot be read', () => {
  it.each([
    ['no manifest', { 'node_modules/a/index.js': '' }, 'missing', 'node_modules/a'],
    ['a broken manifest', { 'node_modules/a/': '{' }, 'malformed', 'node_modules/a/package.json'],
    [
      'a version that is none',
      { 'node_modules/a/': { name: 'a', version: '1' } },
      'malformed',
      'node_modules/a/package.json',
    ],
  ])('%s: a row of unknown version and a problem', async (_what, files, code, path) => {
    const { packages, problems } = await extractNpm(files);
    expect(packages).toMatchObject([
      { name: 'a', version: null, versionState: 'unknown', purl: 'pkg:npm/a' },
    ]);
    expect(problems).toMatchObject([{ code, path, affectsCompleteness: true }]);
  });

  it('a manifest without version is no problem, but the version is unknown', async () => {
    const { packages, problems } = await extractNpm({ 'node_modules/a/': { name: 'a' } });
    expect([packages[0]?.versionState, problems]).toEqual(['unknown', []]);
  });

  it('an illegal name stays as it is, with low confidence and a problem', async () => {
    const { packages, problems } = await extractNpm({
      'node_modules/a/': { name: '../x\u001b', version: '1.0.0' },
    });
    expect(packages).toMatchObject([{ name: '../x\u001b', confidence: 'low' }]);
    expect(problems).toMatchObject([{ code: 'malformed', affectsCompleteness: true }]);
  });

  it('more edges than any real tree are cut, and it is said', async () => {
    const dependencies = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`d${index}`, '*']));
    const packages = Array.from({ length: 151 }, (_, index) => [
      `node_modules/p${index}/`,
      { name: `p${index}`, version: '1.0.0', dependencies },
    ]);
    const { problems } = await extractNpm(Object.fromEntries(packages) as Record<string, object>);
    expect(problems).toMatchObject([{ code: 'too-large', affectsCompleteness: true }]);
  });
});

describe('roots', () => {
  it.each([
    ['pnpm', { 'node_modules/.modules.yaml': '' }],
    ['pnpm', { 'node_modules/.pnpm/b@1/node_modules/b/': b }],
    ['yarn', { 'node_modules/.yarn-state.yml': '' }],
    ['npm', { 'node_modules/.package-lock.json': { packages: {} }, 'yarn.lock': '# yarn lockfile v1' }],
    ['bun', { 'bun.lock': '{"workspaces":{}}' }],
    ['yarn', { 'package.json': { packageManager: 'yarn@4.1.0' } }],
    [null, {}],
  ])('were installed by %s', async (manager, files) => {
    const { roots } = await extractNpm({ 'node_modules/a/': a, ...files });
    expect(roots).toMatchObject([{ id: 'npm:', path: '', manager }]);
  });

  it('are each folder with packages of its own', async () => {
    const { roots, packages } = await extractNpm({
      'x/package.json': { name: 'fn-x', dependencies: { a: '*' } },
      'x/node_modules/a/': a,
      'y/package.json': { name: 'fn-y', dependencies: { b: '*' } },
      'y/node_modules/a/': a,
      'y/node_modules/b/': b,
    });
    expect(roots.map(({ path, name }) => [path, name])).toEqual([
      ['x', 'fn-x'],
      ['y', 'fn-y'],
    ]);
    expect(packages.map(({ root, direct }) => [root, direct])).toEqual([
      ['npm:x', true],
      ['npm:y', false],
      ['npm:y', true],
    ]);
  });

  it('are no markers', async () => {
    const { roots } = await extractNpm({ 'dist/esm/package.json': { type: 'module' }, 'dist/esm/x.js': '' });
    expect(roots).toEqual([]);
  });
});

describe('declared packages', () => {
  it('of a manifest alone have no version', async () => {
    const { packages } = await extractNpm({
      'package.json': { dependencies: { a: '^1.0.0', c: 'npm:b@2' }, devDependencies: { d: '*' } },
    });
    expect(
      packages.map(({ name, alias, version, presence, evidence }) => [
        name,
        alias,
        version,
        presence,
        evidence[0]?.detail,
      ]),
    ).toEqual([
      ['a', null, null, 'declared', '^1.0.0'],
      ['b', 'c', null, 'declared', 'npm:b@2'],
    ]);
  });

  it('are none where they are installed in a folder around', async () => {
    const found = await extractNpm({
      'dist/package.json': { dependencies: { a: '*' } },
      'node_modules/a/': a,
    });
    expect(rowsOf(found)).toEqual(['a@1.0.0 in node_modules/a']);
  });

  it('are none where a workspace or a lockfile around stands for them', async () => {
    const found = await extractNpm({
      'package.json': { workspaces: ['w', 'v'] },
      'package-lock.json': { packages: { '': {}, w: { dependencies: { a: '*' } }, 'node_modules/a': a } },
      'w/package.json': { name: 'w', dependencies: { a: '*', v: '*' } },
      'v/package.json': { name: 'v' },
    });
    expect(rowsOf(found)).toEqual(['a@1.0.0 in package-lock.json']);
  });
});

describe('unresolved imports', () => {
  it('are those of code and packages that no folder look-up finds', async () => {
    const { unresolvedImports } = await extractNpm({
      'package.json': { name: 'app' },
      'src/index.mjs': 'import "a"; import "@aws-sdk/client-s3"; import "app/x"; import "fs"',
      'node_modules/a/': { ...a, dependencies: { c: '*' }, peerDependencies: { d: '*' } },
      'node_modules/a/index.js': 'require("not-looked-at")',
    });
    expect(unresolvedImports).toEqual(['@aws-sdk/client-s3', 'c']);
  });

  it('are found in a bare bundle', async () => {
    const bundle = '"use strict";var x=require("@aws-sdk/client-s3");';
    expect((await extractNpm({ 'index.js': bundle })).unresolvedImports).toEqual(['@aws-sdk/client-s3']);
  });
});

describe('recognises', () => {
  it.each([
    ['package.json', true],
    ['x/yarn.lock', true],
    ['index.mjs', true],
    ['main.py', false],
  ])('%s: %s', (path, expected) => {
    expect(npm.recognises(memoryTree({ [path]: '' }))).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { npm } from '../../../src/extractors/npm/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { extractNpm, rowsOf } from '../../support/npm-tree.js';

const a = { name: 'a', version: '1.0.0' };
const b = { name: 'b', version: '2.0.0' };

describe('unreadable input', () => {
  it.each([
    ['no manifest', { 'node_modules/a/index.js': '' }, 'missing', 'node_modules/a'],
    ['a broken manifest', { 'node_modules/a/': '{' }, 'malformed', 'node_modules/a/package.json'],
    [
      'a version that is none',
      { 'node_modules/a/': { name: 'a', version: '1' } },
      'malformed',
      'node_modules/a/package.json',
    ],
  ])('%s: a row of unknown version and a problem', async (...[, files, code, path]) => {
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

  it('more edges than any real tree are cut, and the cut is reported', async () => {
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

  it('have a version where the manifest pins one', async () => {
    const { packages } = await extractNpm({
      'package.json': { dependencies: { a: '0.21.0', b: '=1.2.3', c: 'npm:d@2.0.0', e: '1.x', f: 'latest' } },
    });
    expect(packages.map(({ name, version, versionState }) => [name, version, versionState])).toEqual([
      ['a', '0.21.0', 'exact'],
      ['b', '1.2.3', 'exact'],
      ['d', '2.0.0', 'exact'],
      ['e', null, 'unknown'],
      ['f', null, 'unknown'],
    ]);
  });

  it('are none where they are installed in a folder around', async () => {
    const found = await extractNpm({
      'dist/package.json': { dependencies: { a: '*' } },
      'node_modules/a/': a,
    });
    expect(rowsOf(found)).toEqual(['a@1.0.0 in node_modules/a']);
  });

  it('are none where a surrounding workspace or lockfile has them', async () => {
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
    expect(unresolvedImports).toEqual([
      { name: 'c', by: 'package' },
      { name: '@aws-sdk/client-s3', by: 'application' },
    ]);
  });

  it('are found in a bare bundle', async () => {
    const bundle = '"use strict";var x=require("@aws-sdk/client-s3");';
    expect((await extractNpm({ 'index.js': bundle })).unresolvedImports).toEqual([
      { name: '@aws-sdk/client-s3', by: 'application' },
    ]);
  });

  it('are nothing that code needs where it only tries', async () => {
    const bundle = 'var d;try{d=require("debug")("x")}catch(e){}try{require("ws")}catch(e){}';
    const files = { 'index.js': bundle, 'lib/other.js': 'require("ws")' };
    expect((await extractNpm(files)).unresolvedImports).toEqual([
      { name: 'debug', by: 'attempt' },
      { name: 'ws', by: 'attempt' },
      { name: 'ws', by: 'application' },
    ]);
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

import { describe, expect, it } from 'vitest';
import { npm } from '../../../src/extractors/npm/index.js';
import { memoryTree } from '../../support/memory-tree.js';

const PUBLISHED = {
  name: 'left',
  version: '1.2.3',
  license: 'MIT',
  repository: 'https://x.example.invalid/left',
};
const manifest = (fields: object = {}): string => JSON.stringify({ ...PUBLISHED, ...fields });

async function rowsOf(files: Readonly<Record<string, string>>): Promise<unknown[]> {
  const { packages } = await npm.extract(memoryTree(files));
  return packages.map(({ name, version, presence, locations }) => [
    name,
    version,
    presence,
    locations[0]?.path,
  ]);
}

const COPY = { 'vendor/left/package.json': manifest(), 'vendor/left/index.js': 'module.exports = 1;' };

describe('a published package outside of node_modules', () => {
  it.each([
    ['its folder', 'const left = require("./vendor/left");'],
    ['a file in it', 'import left from "./vendor/left/index.js";'],
  ])('is a package when code imports %s', async (_, code) => {
    expect(await rowsOf({ 'index.js': code, ...COPY })).toEqual([
      ['left', '1.2.3', 'vendored', 'vendor/left'],
    ]);
  });

  it('is found from a folder beside it', async () => {
    const files = { 'src/a.js': 'require("../vendor/left")', ...COPY };
    expect(await rowsOf(files)).toHaveLength(1);
  });

  it.each([
    ['nothing imports', { ...COPY, 'vendor/left/index.js': 'require("./other")' }],
    [
      'whose neighbour of a similar name is imported',
      { 'index.js': 'require("./vendor/left-pad")', ...COPY },
    ],
    [
      'that is private, as workspaces are',
      { 'index.js': 'require("./vendor/left")', 'vendor/left/package.json': manifest({ private: true }) },
    ],
    [
      'that is homeless, as workspaces are',
      {
        'index.js': 'require("./vendor/left")',
        'vendor/left/package.json': manifest({ repository: undefined }),
      },
    ],
    [
      'that has no version, as markers of a module type have none',
      { 'index.js': 'require("./dist/esm/a.js")', 'dist/esm/package.json': '{"type":"module"}' },
    ],
    ['that is the application itself', { 'package.json': manifest(), 'index.js': 'require("./lib/a")' }],
  ])('is not found %s', async (_, files) => {
    expect(await rowsOf(files)).toEqual([]);
  });
});

const CODE = 'module.exports = 1;';
const own = (name: string, fields: object = {}): string =>
  JSON.stringify({ name, version: '1.0.0', ...fields });

/** Folders whose manifest names a package that may be a copy, or the application's own. */
async function copiesOf(files: Readonly<Record<string, string>>): Promise<unknown[]> {
  const { copies, packages, roots } = await npm.extract(memoryTree(files));
  expect(packages.filter(({ presence }) => presence === 'vendored')).toEqual([]);
  const known = new Set(roots.map(({ id }) => id));
  expect(copies.filter(({ root }) => !known.has(root))).toEqual([]);
  return copies.map(({ name, version, confidence }) => [name, version, confidence]);
}

describe('a folder with code and the manifest of a package, outside of node_modules', () => {
  const APPLICATION = { 'package.json': own('app'), 'index.js': CODE };
  const COPY_OF = {
    'vendor/event-stream/package.json': JSON.stringify({ name: 'event-stream', version: '3.3.6' }),
    'vendor/event-stream/index.js': CODE,
  };

  it.each<[string, Readonly<Record<string, string>>, unknown[]]>([
    ['below an application', { ...APPLICATION, ...COPY_OF }, [['event-stream', '3.3.6', 'low']]],
    ['below code without a manifest', { 'index.js': CODE, ...COPY_OF }, [['event-stream', '3.3.6', 'low']]],
    [
      'that nothing imports, in a layer',
      Object.fromEntries(
        Object.entries({ ...APPLICATION, ...COPY_OF }).map(([path, text]) => [`nodejs/${path}`, text]),
      ),
      [['event-stream', '3.3.6', 'low']],
    ],
    [
      'whose manifest looks published',
      { ...APPLICATION, 'a/left/package.json': manifest(), 'a/left/lib/b.js': CODE },
      [['left', '1.2.3', 'medium']],
    ],
    [
      'with code in a build of its own kind',
      {
        ...APPLICATION,
        'left/package.json': own('left'),
        'left/dist/package.json': '{"type":"module"}',
        'left/dist/a.js': CODE,
      },
      [['left', '1.0.0', 'low']],
    ],
    [
      'with packages of its own, in vendor',
      { ...APPLICATION, ...COPY_OF, 'vendor/event-stream/node_modules/a/package.json': own('a') },
      [['event-stream', '3.3.6', 'low']],
    ],
    [
      'without a version, in vendor',
      { ...APPLICATION, 'vendor/left/package.json': '{"name":"left"}', 'vendor/left/a.js': CODE },
      [['left', null, 'low']],
    ],
    [
      'in a sample that the application imports',
      {
        ...APPLICATION,
        'index.js': 'require("./test/left")',
        'test/left/package.json': own('left'),
        'test/left/index.js': CODE,
      },
      [['left', '1.0.0', 'low']],
    ],
  ])('may be a copy %s', async (_, files, copies) => {
    expect(await copiesOf(files)).toEqual(copies);
  });

  const PART = { 'packages/a/package.json': own('a'), 'packages/a/index.js': CODE };
  const partOf = (root: object): Readonly<Record<string, string>> => ({
    'package.json': JSON.stringify(root),
    'index.js': CODE,
    ...PART,
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'private',
      { ...APPLICATION, 'packages/a/package.json': own('a', { private: true }), 'packages/a/index.js': CODE },
    ],
    ['a workspace', partOf({ workspaces: ['packages/*'] })],
    ['a workspace of Yarn', partOf({ workspaces: { packages: ['./packages/**/'] } })],
    ['a workspace of pnpm', { ...partOf({}), 'pnpm-workspace.yaml': 'packages:\n  - "packages/a*"\n' }],
    ['the application', { 'package.json': own('app'), 'index.js': CODE }],
    [
      'an application beside others',
      {
        'functions/a/package.json': own('a'),
        'functions/a/index.js': CODE,
        'functions/b/package.json': own('b'),
        'functions/b/index.js': CODE,
      },
    ],
    ['an application in an image', { 'usr/src/app/package.json': own('app'), 'usr/src/app/index.js': CODE }],
    [
      'an application with packages of its own',
      { ...partOf({}), 'packages/a/node_modules/b/package.json': own('b') },
    ],
    [
      'an application with a lockfile',
      { ...partOf({}), 'packages/a/package-lock.json': '{"lockfileVersion":3,"packages":{}}' },
    ],
    [
      'a build of the application',
      { ...APPLICATION, 'dist/package.json': own('app'), 'dist/index.js': CODE },
    ],
    ['without code', { ...APPLICATION, 'packages/a/package.json': own('a'), 'packages/a/readme.md': 'a' }],
    ['without a version', { ...APPLICATION, 'lib/a/package.json': '{"name":"a"}', 'lib/a/index.js': CODE }],
    [
      'of no legal name',
      { ...APPLICATION, 'lib/a/package.json': own('../\u001b[2Ja'), 'lib/a/index.js': CODE },
    ],
    [
      'a sample',
      { ...APPLICATION, 'test/fixtures/a/package.json': own('a'), 'test/fixtures/a/index.js': CODE },
    ],
    [
      'in an installed package',
      {
        ...APPLICATION,
        'node_modules/b/package.json': own('b'),
        'node_modules/b/a/package.json': own('a'),
        'node_modules/b/a/index.js': CODE,
      },
    ],
  ])('is no copy when it is %s', async (_, files) => {
    expect(await copiesOf(files)).toEqual([]);
  });
});

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
  ])('is none %s', async (_, files) => {
    expect(await rowsOf(files)).toEqual([]);
  });
});

it('thousands of folders and imports take no time', async () => {
  const files: Record<string, string> = {};
  for (let at = 0; at < 2000; at += 1) {
    files[`v/${at}/package.json`] = manifest({ name: `left${at}` });
    files[`s/${at}/a.js`] = `require("../../v/${at}")`;
  }
  const startedAt = performance.now();
  expect(await rowsOf(files)).toHaveLength(2000);
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

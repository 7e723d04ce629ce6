import { describe, expect, it } from 'vitest';
import { locatePackages } from '../../../src/extractors/npm/locate-packages.js';
import { memoryTree } from '../../support/memory-tree.js';

interface Case {
  readonly what: string;
  readonly files: readonly string[];
  readonly links?: Readonly<Record<string, string>>;
  /** `presence root: path`, sorted. */
  readonly found: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'plain, scoped and nested packages',
    files: [
      'node_modules/a/package.json',
      'node_modules/@s/b/package.json',
      'node_modules/a/node_modules/b/package.json',
    ],
    found: [
      'installed : node_modules/@s/b',
      'installed : node_modules/a',
      'installed : node_modules/a/node_modules/b',
    ],
  },
  {
    what: 'no manifest that is not of a package folder',
    files: [
      'node_modules/a/package.json',
      'node_modules/a/dist/esm/package.json',
      'node_modules/a/test/fixtures/package.json',
      'node_modules/@s/package.json',
      'dist/esm/package.json',
    ],
    found: ['installed : node_modules/a'],
  },
  {
    what: 'no package in samples of a package, nor below one there',
    files: [
      'node_modules/a/package.json',
      'node_modules/a/test/fixtures/node_modules/b/package.json',
      'node_modules/a/test/fixtures/node_modules/b/node_modules/c/package.json',
      'node_modules/a/examples/app/node_modules/d/package.json',
    ],
    found: ['installed : node_modules/a'],
  },
  {
    what: 'a tree in a folder of a package as vendored, with what is nested in it',
    files: [
      'node_modules/a/package.json',
      'node_modules/a/lib/node_modules/b/package.json',
      'node_modules/a/lib/node_modules/b/node_modules/c/package.json',
    ],
    found: [
      'installed : node_modules/a',
      'vendored : node_modules/a/lib/node_modules/b',
      'vendored : node_modules/a/lib/node_modules/b/node_modules/c',
    ],
  },
  {
    what: 'samples of the application itself: its own code may load them',
    files: ['test/fixtures/node_modules/b/package.json'],
    found: ['installed test/fixtures: test/fixtures/node_modules/b'],
  },
  {
    what: 'layers, sub-folders and archives in archives as roots of their own',
    files: [
      'nodejs/node_modules/a/package.json',
      'nodejs/node22/node_modules/a/package.json',
      'functions/x/node_modules/a/package.json',
      'deploy/app.zip!/node_modules/a/package.json',
    ],
    found: [
      'installed deploy/app.zip!: deploy/app.zip!/node_modules/a',
      'installed functions/x: functions/x/node_modules/a',
      'installed nodejs/node22: nodejs/node22/node_modules/a',
      'installed nodejs: nodejs/node_modules/a',
    ],
  },
  {
    what: "packages of pnpm's and npm's stores once, whatever links to them",
    files: [
      'node_modules/.pnpm/a@1.0.0/node_modules/a/package.json',
      'node_modules/.store/@s/b@1-x/node_modules/@s/b/package.json',
    ],
    links: {
      'node_modules/a': 'node_modules/.pnpm/a@1.0.0/node_modules/a',
      'node_modules/.pnpm/node_modules/a': 'node_modules/.pnpm/a@1.0.0/node_modules/a',
    },
    found: [
      'installed : node_modules/.pnpm/a@1.0.0/node_modules/a',
      'installed : node_modules/.store/@s/b@1-x/node_modules/@s/b',
    ],
  },
  {
    what: "Plug'n'Play archives where Yarn's table is",
    files: [
      '.pnp.cjs',
      '.yarn/cache/a-npm-1.zip!/node_modules/a/package.json',
      '.yarn/unplugged/b-npm-1/node_modules/b/package.json',
    ],
    found: [
      'installed : .yarn/cache/a-npm-1.zip!/node_modules/a',
      'installed : .yarn/unplugged/b-npm-1/node_modules/b',
    ],
  },
  {
    what: 'no archive of a download cache',
    files: ['.yarn/cache/a-npm-1.zip!/node_modules/a/package.json', 'node_modules/a/package.json'],
    found: ['installed : node_modules/a'],
  },
  {
    what: 'a linked workspace where it lies, and what is nested in it',
    files: ['packages/w/package.json', 'packages/w/node_modules/a/package.json'],
    links: { 'node_modules/w': 'packages/w' },
    found: ['installed : packages/w', 'installed : packages/w/node_modules/a'],
  },
  {
    what: 'no link around itself and no link to a folder without manifest',
    files: ['package.json', 'lib/index.js'],
    links: { 'node_modules/self': '', 'node_modules/lib': 'lib' },
    found: [],
  },
  {
    what: 'workspaces that link each other',
    files: ['p/a/package.json', 'p/b/package.json'],
    links: { 'p/a/node_modules/b': 'p/b', 'p/b/node_modules/a': 'p/a' },
    found: ['installed p/a: p/b', 'installed p/a: p/a'],
  },
  {
    what: 'a folder of code without manifest, but none of texts alone',
    files: [
      'node_modules/a/lib/x.js',
      'node_modules/b/README.md',
      'node_modules/c/index.d.ts',
      'node_modules/d/a.node',
    ],
    found: ['installed : node_modules/a', 'installed : node_modules/d'],
  },
  {
    what: 'no dot folder and no file',
    files: ['node_modules/.bin/x.js', 'node_modules/.cache/y/package.json', 'node_modules/x.js'],
    found: [],
  },
];

describe('locatePackages', () => {
  it.each(cases)('finds $what', ({ files, links, found }) => {
    const tree = memoryTree(Object.fromEntries(files.map((path) => [path, '{}'])), links);
    const rows = [...locatePackages(tree).folders.values()].map(
      ({ presence, root, path }) => `${presence} ${root}: ${path}`,
    );
    expect(rows.sort()).toEqual([...found].sort());
  });

  it('names the package that carries a vendored one', () => {
    const files = {
      'node_modules/a/package.json': '{}',
      'node_modules/a/lib/node_modules/b/package.json': '{}',
    };
    const found = locatePackages(memoryTree(files)).folders.get('node_modules/a/lib/node_modules/b');
    expect(found?.host).toBe('node_modules/a');
  });
});

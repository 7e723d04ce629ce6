import { describe, expect, test } from 'vitest';
import { factsOfPackageVersion } from '../../../src/recognition/facts/package-facts.js';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled } from '../../support/virtual-bundle.js';

const CODE = 'exports.run = (a) => a.first.second(a.third, a.fourth.fifth(12345));';

function read(files: Readonly<Record<string, string>>, manifest: unknown = {}) {
  const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const);
  return factsOfPackageVersion(new Map(bytes), manifest);
}

function pathsOf(files: Readonly<Record<string, string>>, manifest?: unknown): string[] {
  return read(files, manifest)
    .files.map(({ path }) => path)
    .sort();
}

describe('the files that are read', () => {
  test.each<[string, string[], Record<string, string>, unknown?]>([
    ['the main one', ['lib/a.js'], { 'lib/a.js': CODE, 'lib/b.js': CODE }, { main: './lib/a' }],
    ['index.js if the manifest names no entry', ['index.js'], { 'index.js': CODE, 'lib/b.js': CODE }],
    [
      'what those import',
      ['b/index.js', 'index.js'],
      { 'index.js': `require("./b");${CODE}`, 'b/index.js': CODE },
    ],
    [
      'what is exported, for import and for require',
      ['a.cjs', 'a.mjs', 'deep.js'],
      { 'a.cjs': CODE, 'a.mjs': CODE, 'deep.js': CODE, 'types.js': CODE, 'hidden.js': CODE },
      {
        exports: {
          '.': { types: './types.js', import: './a.mjs', require: './a.cjs' },
          './deep': './deep.js',
        },
      },
    ],
    [
      'what a pattern exports',
      ['lib/a.js', 'lib/b.js'],
      { 'lib/a.js': CODE, 'lib/b.js': CODE, 'lib/b.min.js': CODE, 'other.js': CODE },
      { exports: { './*': './lib/*.js' } },
    ],
    [
      'an import of its own',
      ['index.js', 'x.js'],
      { 'index.js': `import "#x";${CODE}`.replace('exports.run =', ''), 'x.js': CODE },
      { imports: { '#x': './x.js' } },
    ],
    [
      'files beside the main one, which importers may name',
      ['get.js', 'main.js'],
      { 'main.js': CODE, 'get.js': CODE, 'get.min.js': CODE, 'gruntfile.js': CODE },
      { main: 'main.js' },
    ],
    [
      'folders with a manifest',
      ['lib/op.js'],
      { 'operators/package.json': '{"main":"../lib/op.js"}', 'lib/op.js': CODE },
    ],
    [
      'data',
      ['data.json', 'index.js'],
      { 'index.js': `require("./data");${CODE}`, 'data.json': '{"some name": [1000]}' },
    ],
    ['every source if nothing names an entry', ['src/a.js'], { 'src/a.js': CODE, 'test/b.js': CODE }],
    ['none above the package', ['index.js'], { 'index.js': `require("../other");${CODE}`, 'other.js': '' }],
  ])('%s', (_name, ...[expected, files, manifest]) => {
    expect(pathsOf(files, manifest)).toEqual(expected);
  });
});

test('contains a version’s name, requirements and imports', () => {
  const facts = read(
    {
      'index.js': `require("qs/lib/parse"); require("./own"); import("@a/b/c"); require("node:fs"); ${CODE}`,
    },
    { name: 'sample', version: '1.2.3', dependencies: { qs: '^6' }, optionalDependencies: { x: '1' } },
  );
  expect(facts).toMatchObject({ name: 'sample', version: '1.2.3' });
  expect([...facts.dependencies]).toEqual([
    ['qs', '^6'],
    ['x', '1'],
  ]);
  expect(facts.files[0]).toMatchObject({ isEntry: true, isModule: false, imports: ['@a/b', 'qs'] });
});

test.each([
  ['a script that uses no module system', 'index.js', 'this.x = (a) => a.first.second();', true],
  ['a file that imports another module', 'index.js', 'require("fs").first.second.third(123456);', false],
  ['what exports', 'index.js', CODE, false],
  ['an ECMAScript module', 'index.js', 'import "fs"', false],
  ['data', 'index.json', '{"some": 1}', false],
])('knows what bundlers may hoist: %s', (_name, ...[path, text, isScript]) => {
  expect(read({ [path]: text }, { main: path }).files).toMatchObject([{ isScript }]);
});

test('a file that cannot be parsed is listed as unread', () => {
  expect(read({ 'index.js': 'this is no JavaScript' }).unread).toEqual(['index.js']);
});

test.each([
  null,
  'text',
  { exports: 1, main: {}, dependencies: [] },
  { exports: { '.': [] } },
  { main: '../../x' },
])('bears a manifest like %j', (manifest) => {
  expect(read({ 'index.js': CODE }, manifest).unread).toEqual([]);
});

test.each([
  ['many modules is left out beside sources', 6, 18, ['index.js']],
  ['few modules counts as a source', 3, 60, ['bundle.js', 'index.js']],
  ['many modules is kept if the sources are hardly more than re-exports', 6, 8, ['bundle.js', 'index.js']],
])('a published bundle of %s', async (...[, count, words, expected]) => {
  const names = Array.from({ length: count }, (_, at) => `m${at}`);
  const modules = Object.fromEntries(names.map((name) => [name, wordsOf(name)]));
  const entry = names.map((name) => `require('${name}');`).join('');
  const source = wordsOf('source').split('\n').slice(0, words).join('\n');
  const files = { 'index.js': source, 'bundle.js': await bundled({ 'entry.js': entry, ...modules }) };
  expect(pathsOf(files)).toEqual(expected);
});

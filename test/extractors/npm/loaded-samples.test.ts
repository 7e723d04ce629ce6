import { array, assert, asyncProperty, constantFrom } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractNpm, rowsOf, type Content } from '../../support/npm-tree.js';

const HOST = { name: 'h', version: '1.0.0' };
const HIDDEN = 'node_modules/h/test/fixtures/a/node_modules/b/';
const b: Record<string, Content> = { [HIDDEN]: { name: 'b', version: '2.0.0' }, [`${HIDDEN}index.js`]: '' };
const RUN = 'node_modules/h/test/fixtures/a/run.js';
const FOUND = 'b@2.0.0 in node_modules/h/test/fixtures/a/node_modules/b';

async function findsHidden(files: Readonly<Record<string, Content>>, links = {}): Promise<boolean> {
  return rowsOf(await extractNpm({ 'node_modules/h/': HOST, ...b, ...files }, links)).includes(FOUND);
}

const leading: readonly (readonly [string, Readonly<Record<string, Content>>, Record<string, string>?])[] = [
  ['main', { 'node_modules/h/': { ...HOST, main: 'test/fixtures/a/run' } }],
  [
    'a folder as main',
    {
      'node_modules/h/': { ...HOST, main: './test' },
      'node_modules/h/test/index.js': "require('./fixtures/a/run')",
    },
  ],
  [
    'the manifest of a folder',
    { 'node_modules/h/': { ...HOST, main: './test' }, 'node_modules/h/test/': { main: 'fixtures/a/run.js' } },
  ],
  ['exports', { 'node_modules/h/': { ...HOST, exports: { '.': { node: ['./test/fixtures/a/run.js'] } } } }],
  ['bin', { 'node_modules/h/': { ...HOST, bin: { h: 'test/fixtures/a/run.js' } } }],
  ['imports', { 'node_modules/h/': { ...HOST, imports: { '#a': './test/fixtures/a/run.js' } } }],
  ['a require', { 'node_modules/h/index.js': "require('./test/fixtures/a/run')" }],
  ['an import', { 'node_modules/h/lib/x.mjs': 'import "../test/fixtures/a/run.js"' }],
  [
    'a require behind an apostrophe',
    { 'node_modules/h/index.js': "/* don't */ require('./test/fixtures/a/run')" },
  ],
  [
    'a require of the package itself',
    { 'node_modules/h/index.js': "require('./test/fixtures/a/node_modules/b')" },
  ],
  ['a joined name', { 'node_modules/h/lib/x.js': "require(__dirname + '/../test/fixtures/a/run.js')" }],
  [
    'a file that another one names',
    {
      'node_modules/h/index.js': "require('./lib/test-tools')",
      'node_modules/h/lib/test-tools.js': "require('../test/fixtures/a/run')",
    },
  ],
  ['the application', { 'index.js': "require('h/test/fixtures/a/run')" }],
  ['the application by a path', { 'src/index.js': "require('../node_modules/h/test/fixtures/a/run.js')" }],
  [
    'a dependent',
    {
      'node_modules/i/': { name: 'i', version: '1.0.0', dependencies: { h: '1' } },
      'node_modules/i/index.js': "require('h/test/fixtures/a/run')",
    },
  ],
  [
    'a link',
    { 'node_modules/h/index.js': "require('./lib/run')" },
    { 'node_modules/h/lib': 'node_modules/h/test/fixtures/a' },
  ],
  [
    'a link to a folder around',
    { 'node_modules/h/index.js': "require('./lib/a/run')" },
    { 'node_modules/h/lib': 'node_modules/h/test/fixtures' },
  ],
];

const quiet: readonly (readonly [string, Readonly<Record<string, Content>>])[] = [
  ['nothing', {}],
  [
    'scripts for development',
    {
      'node_modules/h/': {
        ...HOST,
        scripts: { test: 'node test/fixtures/a/run.js' },
        directories: { test: 'test' },
      },
    },
  ],
  ['a test', { 'node_modules/h/test/index.js': "require('./fixtures/a/run')" }],
  ['a test at the root', { 'node_modules/h/test.js': "require('./test/fixtures/a/run')" }],
  [
    'a test of another package',
    {
      'node_modules/i/': { name: 'i', version: '1.0.0', dependencies: { h: '1' } },
      'node_modules/i/test/x.js': "require('h/test/fixtures/a/run')",
    },
  ],
  [
    'code that names another sample',
    { 'node_modules/h/index.js': "require('./test/data')", 'node_modules/h/test/data.js': '' },
  ],
];

describe('packages below samples of an installed package', () => {
  it.each(leading.map(([what, files, links = {}]) => ({ what, files, links })))(
    'count where $what leads there',
    async ({ files, links }) => {
      expect(await findsHidden({ [RUN]: "require('b')", ...files }, links)).toBe(true);
    },
  );

  it.each(quiet)('do not count where %s names them', async (_what, files) => {
    expect(await findsHidden({ [RUN]: "require('b')", ...files })).toBe(false);
  });

  it('are vendored in that package, with all that is nested in them', async () => {
    const files = {
      'node_modules/h/': { ...HOST, main: 'test/fixtures/a/run.js' },
      [RUN]: '',
      [HIDDEN]: { name: 'b', version: '2.0.0' },
      [`${HIDDEN}node_modules/c/`]: { name: 'c', version: '3.0.0' },
    };
    const { packages } = await extractNpm(files);
    expect(packages.filter(({ presence }) => presence === 'vendored').map(({ name }) => name)).toEqual([
      'b',
      'c',
    ]);
  });

  it('count through any chain of files that starts outside of samples', async () => {
    const folder = constantFrom('test', 'test/deep', 'examples', 'lib', 'lib/spec', 'fixtures/a');
    await assert(
      asyncProperty(array(folder, { maxLength: 6 }), async (folders) => {
        const chain = ['index.js', ...folders.map((one, at) => `${one}/f${at}.js`), 'test/fixtures/a/run.js'];
        const files = Object.fromEntries(
          chain.map((path, at) => [
            `node_modules/h/${path}`,
            `require('${'../'.repeat(path.split('/').length - 1) || './'}${chain[at + 1] ?? 'x'}')`,
          ]),
        );
        expect(await findsHidden(files)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

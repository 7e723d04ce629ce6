import { expect, test } from 'vitest';
import { openIndex } from '../../src/recognition/index.js';
import { takeInventory } from '../../src/inventory/index.js';
import { indexBytesOf } from '../support/fingerprint-bundle.js';
import { memoryTree } from '../support/memory-tree.js';

/** `pool` imports `native` and its manifest does not name it; it needs `wire`. */
const INDEX = openIndex(
  indexBytesOf([
    {
      'package.json': '{"name":"pool","version":"1.0.0","main":"index.js","dependencies":{"wire":"1"}}',
      'index.js': 'exports.x = () => [require("native"), require("wire")]',
    },
  ]),
);

/** A bundle with path comments: a module of `pool`, then the application's own code. */
function bundleOf(pool: string, own = ''): string {
  return [
    'var __commonJS = (cb, mod) => function () { return mod || (0, cb[Object.keys(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports };',
    '// node_modules/pool/index.js',
    `var require_pool = __commonJS({ "node_modules/pool/index.js"(exports, module) { ${pool} } });`,
    '// src/handler.js',
    `exports.handler = () => require_pool(); ${own}`,
    // A smaller file does not count as a bundle.
    `/* ${'-'.repeat(512)} */`,
  ].join('\n');
}

async function unresolvedIn(files: Readonly<Record<string, string>>, index: typeof INDEX | null = INDEX) {
  const unpacked = { tree: memoryTree(files), problems: [], image: null };
  const known = { fingerprints: () => Promise.resolve(index) };
  return (await takeInventory(unpacked, known)).unresolvedImports;
}

const OPTIONAL = [{ name: 'native', by: 'optional', importer: 'pool' }];
const NEEDED = [{ name: 'native', by: 'application' }];

test.each<[what: string, text: string, expected: object[]]>([
  ['a package can do without it', bundleOf('exports.x = () => require("native")'), OPTIONAL],
  ['a package tries it, and tells', bundleOf('try { require("native") } catch (e) { throw e }'), OPTIONAL],
  [
    'so does own code',
    bundleOf('exports.x = () => require("native")', 'f = () => require("native")'),
    NEEDED,
  ],
  ['own code alone asks', bundleOf('', 'f = () => require("native")'), NEEDED],
  ['own code tries, and tells', bundleOf('', 'try { require("native") } catch (e) { throw e }'), NEEDED],
  [
    'the text needs it as it starts',
    `// node_modules/pool/index.js\nrequire("native")\n${bundleOf('')}`,
    NEEDED,
  ],
  [
    'a package needs it',
    bundleOf('exports.x = () => require("wire")'),
    [{ name: 'wire', by: 'application' }],
  ],
  [
    'a package as published knows nothing of it',
    bundleOf('exports.x = () => require("evil")'),
    [{ name: 'evil', by: 'application' }],
  ],
])('an import that nothing provides: %s', async (_what, text, expected) => {
  expect(await unresolvedIn({ 'index.js': text })).toEqual(expected);
});

test('another file needs it', async () => {
  const files = { 'index.js': bundleOf('exports.x = () => require("native")'), 'b.js': 'require("native")' };
  expect(await unresolvedIn(files)).toEqual(NEEDED);
});

test('without an index nothing is known to be optional', async () => {
  expect(await unresolvedIn({ 'index.js': bundleOf('exports.x = () => require("native")') }, null)).toEqual(
    NEEDED,
  );
});

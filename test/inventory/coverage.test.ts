import { describe, expect, it } from 'vitest';
import { attributeCode } from '../../src/inventory/coverage.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';
import { takeInventory } from '../../src/inventory/index.js';
import { unpackBytes } from '../support/unpack-bytes.js';
import { buildZip } from '../support/zip-builder.js';

const LINE = 'exports.handler = async (event) => event;\n';

describe('bytes of packages', () => {
  const tree = memoryTree({
    'index.js': LINE,
    'node_modules/a/index.js': LINE,
    'node_modules/a/README.md': 'words',
    'node_modules/a/lib/deep/x.mjs': LINE,
    'node_modules/a/node_modules/b/index.js': LINE,
    'node_modules/a/index.d.ts': 'export {};',
  });
  const nested = packageOf('b', '1.0.0', { locations: [{ path: 'node_modules/a/node_modules/b' }] });

  it('are its own, not those of packages nested in it', async () => {
    const { packages } = await attributeCode(tree, [packageOf('a', '1.0.0'), nested]);
    expect(packages.map(({ bytes }) => bytes)).toEqual([
      2 * LINE.length + 'words'.length + 'export {};'.length,
      LINE.length,
    ]);
  });

  it('count as installed code only where they are code', async () => {
    const { coverage } = await attributeCode(tree, [packageOf('a', '1.0.0'), nested]);
    expect(coverage).toMatchObject({
      codeBytes: 4 * LINE.length,
      installed: 3 * LINE.length,
      firstParty: LINE.length,
    });
  });

  it('a declared package owns no file', async () => {
    const { coverage } = await attributeCode(tree, [packageOf('a', '1.0.0', { presence: 'declared' })]);
    expect(coverage.installed).toBe(0);
  });
});

const BUNDLES: readonly [string, string][] = [
  ['minified', `${'a=1;'.repeat(3000)}\n`],
  ['an esbuild bundle', LINE.repeat(200) + 'var __commonJS = (cb) => cb;\n'],
  ['a webpack bundle', LINE.repeat(200) + '__webpack_require__(1);\n'],
  ['one large plain file, as rollup writes it', LINE.repeat(3000)],
];

describe('code outside packages', () => {
  it.each(BUNDLES)('%s is unattributed', async (_, text) => {
    const { coverage } = await attributeCode(memoryTree({ 'index.js': text }), []);
    expect(coverage).toMatchObject({ unattributed: text.length, firstParty: 0 });
  });

  it('the description that a bundle has of itself does not count', async () => {
    const text = `${LINE.repeat(300)}// node_modules/ms/index.js\n${LINE}`;
    const { coverage, packages } = await attributeCode(memoryTree({ 'index.js': text }), []);
    const bundled = '// node_modules/ms/index.js\n'.length + LINE.length;
    expect(coverage).toMatchObject({ bundled, unattributed: LINE.length * 300, codeBytes: text.length });
    expect(packages.map(({ name, presence, bytes }) => [name, presence, bytes])).toEqual([
      ['ms', 'bundled', bundled],
    ]);
  });

  it('a file that an empty map explains whole is no unexplained bundle', async () => {
    const files = {
      'chunk-3VE4WK5J.mjs': 'var a=1;export{a};\n',
      'chunk-3VE4WK5J.mjs.map': '{"version":3,"sources":[],"mappings":""}',
    };
    const { problems, coverage } = await attributeCode(memoryTree(files), []);
    expect(problems).toEqual([]);
    expect(coverage).toMatchObject({ generated: 19, unattributed: 0 });
  });

  it('hand-written files are first-party, however many', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`src/${index}.js`, LINE.repeat(200)]),
    );
    const { coverage } = await attributeCode(memoryTree(files), []);
    expect(coverage).toMatchObject({ unattributed: 0, firstParty: 50 * 200 * LINE.length });
  });

  it('code of a language that is not read is unattributed', async () => {
    const { coverage } = await attributeCode(memoryTree({ 'app.py': 'import os\n' }), []);
    expect(coverage.unattributed).toBe(10);
  });
});

const BYTECODE = `\u0000\u0003\u00de\u00c0${'x'.repeat(5000)}`;

describe('code that cannot be read as such', () => {
  const cases: readonly [string, Readonly<Record<string, string>>, readonly [string, boolean][]][] = [
    ['bytecode', { 'main.jsc': BYTECODE }, [['main.jsc', true]]],
    ['a script that is no text', { 'index.js': BYTECODE }, [['index.js', true]]],
    ['an add-on', { 'build/Release/x.node': BYTECODE }, [['build/Release/x.node', false]]],
    ['WebAssembly', { 'a.wasm': BYTECODE, 'b.wasm': BYTECODE }, [['a.wasm', false]]],
    ['a minified bundle without names', { 'index.js': 'a=1;'.repeat(3000) }, [['index.js', false]]],
    ['a package explains it', { 'node_modules/a/x.node': BYTECODE, 'node_modules/a/y.jsc': BYTECODE }, []],
    ['what is hand-written', { 'index.js': LINE }, []],
  ];

  it.each(cases)('%s', async (_, files, expected) => {
    const { problems, coverage } = await attributeCode(memoryTree(files), [packageOf('a', '1.0.0')]);
    expect(problems.map(({ path, affectsCompleteness }) => [path, affectsCompleteness])).toEqual(expected);
    expect(coverage.unattributed > 0).toBe(expected.length > 0);
  });
});

describe('executable files that no extractor knows', () => {
  const ELF = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(100)]);
  const mode = 0o100755;

  async function inventoryOf(files: Readonly<Record<string, string | Buffer>>, isImage = false) {
    const zip = buildZip(Object.entries(files).map(([name, content]) => ({ name, content, mode })));
    const unpacked = await unpackBytes(zip);
    const image = {
      entrypoint: [],
      command: [],
      healthCheck: [],
      workingDirectory: null,
      architecture: null,
      environment: [],
      environmentHooks: [],
    };
    return takeInventory({ ...unpacked, image: isImage ? image : null });
  }

  it('are unattributed, and make the answer incomplete if packages may be in them', async () => {
    const { coverage, problems } = await inventoryOf({
      'index.js': LINE,
      'bin/convert': ELF,
      'bin/other': ELF,
      'bin/report': '#!/usr/bin/env ruby\n',
    });
    expect(coverage).toMatchObject({ unattributed: 2 * ELF.length + 20, firstParty: LINE.length });
    expect(problems).toMatchObject([
      { code: 'unresolved', path: 'bin/convert', affectsCompleteness: true },
      { code: 'unresolved', path: 'bin/report', affectsCompleteness: true },
    ]);
    expect(problems[0]?.message).toContain('(2 files, 216 bytes): bin/other.');
  });

  it.each([
    ['a wrapper beside code', { wrapper: '#!/bin/sh\nexec "$@"\n', 'index.js': LINE }, [false]],
    ['nothing but a script that the runtime starts', { bootstrap: '#!/bin/sh\n./serve\n' }, [true]],
    ['a layer with a wrapper alone', { wrapper: '#!/bin/sh\n' }, [false]],
  ])('of scripts for a shell: %s', async (_, files, expected) => {
    const { problems, coverage } = await inventoryOf(files);
    expect(coverage.unattributed).toBeGreaterThan(0);
    expect(problems.map(({ affectsCompleteness }) => affectsCompleteness)).toEqual(expected);
  });

  it.each([
    ['usr/bin/tool', 0],
    ['main', 1],
  ])('in an image only by names that runtimes start: %s', async (name, count) => {
    expect((await inventoryOf({ [name]: ELF }, true)).problems).toHaveLength(count);
    expect((await inventoryOf({ [name]: '#!/bin/sh\n' }, true)).problems).toHaveLength(0);
  });

  it('count as bundled if an extractor found packages in them', async () => {
    const zip = buildZip([{ name: 'bootstrap', content: ELF, mode }]);
    const { tree } = await unpackBytes(zip);
    const found = packageOf('a', '1.0.0', { presence: 'bundled', locations: [{ path: 'bootstrap' }] });
    const ownCode = {
      scripts: new Set<string>(),
      compiled: new Set(['bootstrap']),
      programs: new Set(['bootstrap']),
      interpreted: new Map<string, string>(),
    };
    const { coverage, problems } = await attributeCode(tree, [found], { ownCode });
    expect(coverage).toMatchObject({ bundled: ELF.length, unattributed: 0 });
    expect(problems).toEqual([]);
  });
});

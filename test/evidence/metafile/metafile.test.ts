import { describe, expect, it } from 'vitest';
import { contentsOf, esbuildBundle, totalOf } from '../../support/esbuild-bundle.js';

const MINIFIED = { minify: true, legalComments: 'none' } as const;

describe('a metafile of esbuild beside a minified bundle', () => {
  const built = esbuildBundle(MINIFIED);
  const contents = built.then(({ files, metafile }) =>
    contentsOf({ ...files, 'out/meta.json': JSON.stringify(metafile) }),
  );

  it('gives every package the bytes that esbuild counted', async () => {
    const { kept } = await built;
    expect((await contents).packages.map(({ name, bytes, confidence }) => [name, bytes, confidence])).toEqual(
      [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => [name, bytes, 'high']),
    );
  });

  it('has the imports between packages, and of the application', async () => {
    const { packages } = await contents;
    const ajv = packages.find(({ name }) => name === 'ajv');
    expect(ajv?.direct).toBe(true);
    expect(ajv?.dependencies).toContain('npm:out/index.js!node_modules/fast-deep-equal');
    expect(packages.find(({ name }) => name === 'fast-deep-equal')?.direct).toBe(false);
  });

  it('leaves nothing unattributed', async () => {
    const found = await contents;
    expect(found.shares.unattributed).toBe(0);
    expect(totalOf(found)).toBe(Buffer.byteLength((await built).files['out/index.js'] ?? ''));
  });

  it('explains no bytes of a file with another size', async () => {
    const { files, metafile } = await built;
    const bundle = `${files['out/index.js']}evil();`;
    const found = await contentsOf({ 'out/index.js': bundle, 'out/meta.json': JSON.stringify(metafile) });
    expect(found.shares.unattributed).toBe(Buffer.byteLength(bundle));
    expect(found.packages.map(({ confidence }) => confidence)).not.toContain('high');
  });
});

const BUNDLE = `${'a();'.repeat(1000)}\n`;
/** As webpack writes it, without fields that we do not read. */
const STATS = {
  assets: [
    { name: 'index.js', size: BUNDLE.length, chunks: ['main'] },
    { name: 'other.js', size: 9, chunks: [7] },
  ],
  modules: [
    { type: 'hidden modules' },
    { name: './src/handler.js', size: 1000, chunks: ['main'], reasons: [] },
    {
      name: './node_modules/a/index.mjs + 1 modules',
      size: 5000,
      chunks: ['main'],
      reasons: [{ moduleName: './src/handler.js' }],
      modules: [
        { name: './node_modules/a/index.mjs', size: 2000 },
        { name: './node_modules/b/index.mjs', size: 3000 },
      ],
    },
    { name: './node_modules/elsewhere/index.js', size: 9, chunks: [7] },
    { name: 'webpack/runtime/make namespace object', size: 500, chunks: ['main'] },
  ],
};

it('statistics of webpack name the modules of the file’s chunk, joined ones too', async () => {
  const found = await contentsOf({ 'out/index.js': BUNDLE, 'stats.json': JSON.stringify(STATS) });
  expect(found.packages.map(({ name, confidence }) => [name, confidence])).toEqual([
    ['a', 'high'],
    ['b', 'high'],
  ]);
  expect(found.shares.bundled).toBeGreaterThan(found.shares.firstParty * 4);
  expect(totalOf(found)).toBe(BUNDLE.length);
});

it.each([
  ['no JSON', '{'],
  ['other data', '{"inputs":1}'],
  ['of another file', JSON.stringify({ ...STATS, assets: [{ name: 'x.js', size: BUNDLE.length }] })],
  [
    'names no owner',
    JSON.stringify({ ...STATS, modules: [{ name: './node_modules/__proto__/x.js' }, { name: '' }] }),
  ],
  [
    'with sizes below zero',
    JSON.stringify({ ...STATS, modules: [{ name: './node_modules/a/x.js', size: -5 }] }),
  ],
])('a file that is %s gives no evidence', async (_, text) => {
  const found = await contentsOf({ 'out/index.js': BUNDLE, 'out/stats.json': text });
  expect([found.packages.length, found.shares.unattributed]).toEqual([0, BUNDLE.length]);
});

it('sizes that lie stay within the file', async () => {
  const modules = [
    { name: './node_modules/a/x.js', size: 2 ** 39 },
    { name: './node_modules/b/x.js', size: 2 ** 39 },
  ];
  const found = await contentsOf({
    'out/index.js': BUNDLE,
    'out/stats.json': JSON.stringify({ ...STATS, modules }),
  });
  expect(totalOf(found)).toBe(BUNDLE.length);
});

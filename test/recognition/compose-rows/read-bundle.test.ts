import type { BuildOptions } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { EVIDENCE_READERS } from '../../../src/evidence/index.js';
import { contentsOf, esbuildBundle, totalOf } from '../../support/esbuild-bundle.js';

const MIN_BYTES = 200;

const CASES: readonly [name: string, options: BuildOptions][] = [
  ['plain', {}],
  ['plain, ESM', { format: 'esm' }],
  ['plain, for scripts', { format: 'iife' }],
  ['plain, lowered, no legal comments', { target: 'es2017', legalComments: 'none' }],
  ['minified, external map', { minify: true, sourcemap: true, legalComments: 'none' }],
  ['minified, inline map', { minify: true, sourcemap: 'inline' }],
  ['minified, map without sources’ texts', { minify: true, sourcemap: 'external', sourcesContent: false }],
  ['minified, ESM, map', { minify: true, sourcemap: true, format: 'esm' }],
  ['minified, not ASCII only, map', { minify: true, sourcemap: true, charset: 'utf8' }],
];

describe.each(CASES)('an esbuild bundle, %s', (_, options) => {
  const built = esbuildBundle(options);
  const contents = built.then(({ files }) => contentsOf(files));

  it('names every package that keeps something, and no other', async () => {
    const { kept } = await built;
    const found = (await contents).packages.map(({ name }) => name);
    expect([...kept].filter(([name, bytes]) => bytes >= MIN_BYTES && !found.includes(name))).toEqual([]);
    expect(found.filter((name) => !kept.has(name))).toEqual([]);
  });

  it('gives each about the bytes that esbuild counted', async () => {
    const { kept } = await built;
    const wrong = (await contents).packages.filter(({ name, bytes }) => {
      const truth = kept.get(name) ?? 0;
      return truth > 2000 && Math.abs(bytes - truth) > truth * 0.1;
    });
    expect(wrong.map(({ name, bytes }) => [name, bytes, kept.get(name)])).toEqual([]);
  });

  it('divides all bytes of the file and leaves next to none', async () => {
    const { files } = await built;
    const found = await contents;
    expect(totalOf(found)).toBe(Buffer.byteLength(files['out/index.js'] ?? ''));
    expect(found.shares.unattributed).toBeLessThan(3000);
    expect(found.shares.firstParty).toBeGreaterThan(20);
  });

  it('has ranges that lie in the file, apart from each other', async () => {
    const ranges = (await contents).packages
      .flatMap(({ locations }) => locations[0]?.ranges ?? [])
      .toSorted(([a], [b]) => a - b);
    expect(ranges.length).toBeGreaterThan(0);
    expect(ranges.filter(([start, end], at) => start >= end || start < (ranges[at - 1]?.[1] ?? 0))).toEqual(
      [],
    );
  });
});

it('finds nothing in a minified bundle without a map', async () => {
  const { files } = await esbuildBundle({ minify: true, legalComments: 'none' });
  const found = await contentsOf(files);
  expect(found.shares.unattributed).toBe(Buffer.byteLength(files['out/index.js'] ?? ''));
});

it('where several pieces of evidence cover the same bytes, the strongest counts and all are shown', async () => {
  const { files } = await esbuildBundle({ sourcemap: true });
  const { packages } = await contentsOf(files);
  const methods = packages.find(({ name }) => name === 'semver')?.evidence.map(({ method }) => method);
  expect(methods).toEqual(['sourcemap', 'path-comment']);
  expect(EVIDENCE_READERS.map(({ method }) => method).filter((method) => methods?.includes(method))).toEqual(
    methods,
  );
});

it('a bundle that names more packages than any holds is incomplete', async () => {
  const marks = Array.from({ length: 10_001 }, (_, at) => `// node_modules/a${at}/x.js\n`);
  const { packages, problems } = await contentsOf({ 'out/index.js': marks.join('') });
  expect(packages).toHaveLength(10_000);
  expect(problems.map(({ code, affectsCompleteness }) => [code, affectsCompleteness])).toEqual([
    ['too-large', true],
  ]);
});

import { expect, it } from 'vitest';
import { openBundle } from '../../../src/recognition/index.js';
import { esbuildBundle } from '../../support/esbuild-bundle.js';
import { memoryTree } from '../../support/memory-tree.js';
import { PROJECT } from '../../support/project-files.js';
import { benchModule } from './bench-module.js';

interface TruePackage {
  readonly name: string;
  readonly version: string;
  readonly keptBytes: number;
}

const { bytesOfMetafile, truthOf } = await benchModule<{
  readonly bytesOfMetafile: (metafile: unknown) => Map<string, number>;
  readonly truthOf: (
    bytes: Map<string, number>,
    folder: string,
  ) => { packages: TruePackage[]; firstPartyBytes: number };
}>('truth.mjs');
const { compare } = await benchModule<{
  readonly compare: (
    copies: readonly TruePackage[],
    rows: readonly unknown[],
  ) => { found: { copy: TruePackage; row: object | null }[]; surplus: unknown[] };
}>('compare.mjs');

const built = await esbuildBundle({ minify: true, legalComments: 'none' });
const truth = truthOf(bytesOfMetafile(built.metafile), PROJECT);
const code = built.files['out/index.js'] ?? '';

async function score(beside: Record<string, string>) {
  const files = { 'out/index.js': code, ...beside };
  const { packages } = await openBundle('out/index.js', Buffer.from(code), { tree: memoryTree(files) });
  const { found, surplus } = compare(truth.packages, packages);
  return { asked: found.length, named: found.filter(({ row }) => row).length, surplus: surplus.length };
}

it('measures how much of each package a real bundle keeps', () => {
  expect(truth.packages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ajv', 'semver', 'yaml', 'zod']),
  );
  const kept = truth.packages.reduce((sum, { keptBytes }) => sum + keptBytes, 0);
  expect(kept / Buffer.byteLength(code)).toBeGreaterThan(0.9);
  expect(truth.firstPartyBytes).toBeGreaterThan(0);
});

it('counts all packages as named where the metafile lies beside', async () => {
  const { asked, named, surplus } = await score({ 'out/meta.json': JSON.stringify(built.metafile) });
  expect(asked).toBeGreaterThan(4);
  expect([named, surplus]).toEqual([asked, 0]);
});

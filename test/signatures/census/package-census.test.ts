import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { PackageCensus } from '../../../src/signatures/census/package-census.js';
import { textPatterns } from '../../../src/signatures/match/compiled-rules.js';
import { scannedFile, type ScannedFile } from '../../../src/signatures/match/scanned-file.js';
import { sumPattern } from '../../../src/signatures/sum-schema.js';
import { withLimit } from '../../support/lowered-limit.js';

const says = 'says something';
const PATTERN = sumPattern.parse({
  from: 2,
  facts: [
    { id: 'sends', says, points: 1, code: 'fetch' },
    { id: 'runs', says, points: 2, code: 'spawn' },
    { id: 'unnamed', says, points: 4, text: String.raw`^https://([\w.-]+)`, unnamed: true },
    { id: 'installs', says, points: 8, installs: true },
  ],
});

function fileOf(path: string, text: string): ScannedFile {
  const bytes = Buffer.from(text);
  return scannedFile({
    entry: { path, size: bytes.length, executable: false },
    path,
    bytes,
    keywords: new Set(),
  });
}

function censusOf(
  scripts: Readonly<Record<string, string>>,
  description?: readonly [string, string],
): PackageCensus {
  const census = new PackageCensus();
  for (const [path, text] of Object.entries(scripts)) census.addScript(fileOf(path, text));
  if (description) census.addDescription(fileOf(...description));
  return census;
}

const pointsOf = (census: PackageCensus): number | undefined => census.worst(PATTERN, textPatterns())?.points;

it('scripts of a small package count together, in either language', () => {
  expect(pointsOf(censusOf({ 'a.js': 'fetch(u)', 'b.py': 'spawn(p)' }))).toBe(3);
});

it('of a large package each stretch of a script counts alone, and less the more there are', async () => {
  await withLimit('census-unit', 32, () => {
    expect(pointsOf(censusOf({ 'a.js': 'fetch(u)', 'b.js': `spawn(p)${' '.repeat(96)}` }))).toBeCloseTo(
      2 - Math.log(14),
    );
    expect(pointsOf(censusOf({ 'a.js': `fetch(u)${' '.repeat(96)}spawn(p)` }))).toBeCloseTo(2 - Math.log(14));
  });
});

it('places of facts are places in the script, also far behind its start', async () => {
  const script = `${' '.repeat(96)}spawn(p)`;
  await withLimit('census-unit', 32, () => {
    const [first] = censusOf({ 'a.js': script }).worst(PATTERN, textPatterns())?.facts ?? [];
    expect(first && script.slice(first.place.offset)).toBe('spawn(p)');
  });
});

it('addresses that a README or manifest names are named', () => {
  const scripts = { 'a.js': 'get("https://docs.example.invalid/x")' };
  expect(pointsOf(censusOf(scripts))).toBe(4);
  expect(pointsOf(censusOf(scripts, ['README.md', 'See https://docs.example.invalid.']))).toBe(0);
  expect(pointsOf(censusOf(scripts, ['README.md', 'See https://other.example.invalid.']))).toBe(4);
});

it('a script that npm runs on install counts', () => {
  const manifest = ['package.json', '{ "scripts": { "postinstall": "node a.js" } }'] as const;
  expect(pointsOf(censusOf({ 'a.js': 'fetch(u)' }, manifest))).toBe(9);
  expect(pointsOf(censusOf({ 'a.js': 'fetch(u)' }, ['package.json', '{ "scripts": { "test": "a" } }']))).toBe(
    1,
  );
});

it('a script as large as a bundle does not count', async () => {
  await withLimit('behaviour-together', 20, () => {
    expect(pointsOf(censusOf({ 'a.js': 'fetch(u)', 'b.js': `spawn(p)${' '.repeat(40)}` }))).toBe(1);
  });
});

it('a package without scripts has no points', () => {
  expect(pointsOf(censusOf({}))).toBe(0);
});

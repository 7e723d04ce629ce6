import { describe, expect, it } from 'vitest';
import { ownCode } from '../../src/program/own-code.js';
import { DATA_FILES } from '../support/data-files.js';
import { memoryTree } from '../support/memory-tree.js';

it('finds scripts outside of packages whose names do not say so', async () => {
  const code = "require('child_process')";
  const tree = memoryTree({
    'index.js': code,
    'logo.png': code,
    'bin/x': code,
    'data.json': '{}',
    'node_modules/a/x.png': code,
  });
  const { scripts, compiled } = await ownCode(tree);
  expect([...scripts].sort()).toEqual(['bin/x', 'logo.png']);
  expect(compiled).toEqual(new Set());
});

/** The first bytes of each kind of compiled code. */
const COMPILED: Readonly<Record<string, readonly number[]>> = {
  ELF: [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0],
  PE: [0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0],
  'Mach-O': [0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1],
  'Mach-O of a big-endian machine': [0xfe, 0xed, 0xfa, 0xce, 0, 0, 0, 18],
  'Mach-O of two processors': [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2],
  WebAssembly: [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  'a Java class': [0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 65],
  'a cached Python module': [0xcb, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0],
};

describe.each(Object.entries(COMPILED))('%s', (_, start) => {
  const bytes = Uint8Array.from([...start, ...new Uint8Array(100)]);

  it.each([
    'app.so.1',
    'app.dat',
    'logo.png',
    'payload',
    'data.json',
    'x.txt',
    'a/b.wasm2',
    'node_modules.bin',
  ])('is compiled code as %s', async (path) => {
    expect([...(await ownCode(memoryTree({ [path]: bytes }))).compiled]).toEqual([path]);
  });
});

it.each([
  ...DATA_FILES.filter(([kind]) => kind !== 'wasm'),
  ['text', 'mz.txt', 'MZ is a country code.'] as const,
])('is no compiled code: %s %s', async (_, path, content) => {
  expect((await ownCode(memoryTree({ [path]: content }))).compiled).toEqual(new Set());
});

import { describe, expect, it } from 'vitest';
import { isStartedName, ownCode } from '../../src/program/own-code.js';
import { DATA_FILES } from '../support/data-files.js';
import { memoryTree } from '../support/memory-tree.js';
import { unpackBytes } from '../support/unpack-bytes.js';
import { buildZip } from '../support/zip-builder.js';

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

it('tells programs and scripts that are started from what is only loaded or read', async () => {
  const elf = Uint8Array.from([...(COMPILED['ELF'] ?? []), ...new Uint8Array(100)]);
  const mode = 0o100755;
  const { tree } = await unpackBytes(
    buildZip([
      { name: 'bin/convert', content: elf, mode },
      { name: 'bin/report', content: '#!/usr/bin/env ruby\nputs 1\n', mode },
      { name: 'bin/serve', content: "#!/usr/bin/env node\nrequire('x')\n", mode },
      { name: 'bootstrap', content: elf, mode: 0o100644 },
      { name: 'lib/libx.so.1', content: elf, mode },
      { name: 'notes', content: '#!/bin/sh\n', mode: 0o100644 },
      { name: 'wrapper', content: '#!/bin/bash\nexec "$@"\n', mode },
      { name: 'weights.dat', content: elf, mode: 0o100644 },
    ]),
  );
  const { programs, interpreted, scripts, compiled } = await ownCode(tree);
  expect([...programs].sort()).toEqual(['bin/convert', 'bootstrap']);
  expect(interpreted).toEqual(
    new Map([
      ['bin/report', 'ruby'],
      ['wrapper', 'sh'],
    ]),
  );
  expect([...scripts]).toEqual(['bin/serve']);
  expect(compiled.size).toBe(4);
});

it.each([
  ['bootstrap', true],
  ['task/main', true],
  ['main.py', false],
])('%s is a name that runtimes start: %s', (path, expected) => {
  expect(isStartedName(path)).toBe(expected);
});

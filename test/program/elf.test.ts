import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readElf } from '../../src/program/index.js';
import { elfWith } from '../support/elf-builder.js';

it('machine and symbols are read', () => {
  expect(readElf(elfWith({ machine: 183 }))).toEqual({ machine: 183, hasSymbols: false });
  expect(readElf(elfWith({ symbols: true }))?.hasSymbols).toBe(true);
});

it.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'the program that runs this test is read',
  () => {
    const elf = readElf(readFileSync('/proc/self/exe'));
    expect(elf?.machine).toBe(62);
  },
);

it('sections that lead out of the file are not read', () => {
  const cut = elfWith({ symbols: true }).subarray(0, 80);
  expect(readElf(cut)).toEqual({ machine: 62, hasSymbols: null });
});

it.each([
  ['text', Buffer.from('x'.repeat(100))],
  ['nothing', Buffer.alloc(0)],
  ['32 bits', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 1]), Buffer.alloc(90)])],
])('%s is none', (_case, bytes) => expect(readElf(bytes)).toBeNull());

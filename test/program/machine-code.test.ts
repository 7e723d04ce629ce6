import { expect, it } from 'vitest';
import { isCompiled, isProgram, machineCodeOf } from '../../src/program/machine-code.js';

it.each<[start: number[], format: ReturnType<typeof machineCodeOf>]>([
  [[0x7f, 0x45, 0x4c, 0x46, 0], 'elf'],
  [[0x4d, 0x5a, 0x90, 0], 'pe'],
  [[0xcf, 0xfa, 0xed, 0xfe, 0], 'macho'],
  [[0xca, 0xfe, 0xba, 0xbe, 0], 'macho'],
  [[0, 0x61, 0x73, 0x6d], 'wasm'],
  [[0x7f, 0x45, 0x4c], null],
  [[], null],
])('%j is of the format %s', (start, format) => {
  expect(machineCodeOf(Uint8Array.from(start))).toBe(format);
  expect(isCompiled(Uint8Array.from(start))).toBe(format !== null);
});

it.each(['MZ is a country code', 'ab\r\ncd', 'text'])('text is not compiled: %j', (text) => {
  expect(isCompiled(Buffer.from(text))).toBe(false);
});

const ELF = Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]);

it.each([
  ['bootstrap', ELF, true],
  ['bin/tool-1.2', ELF, true],
  ['lib/libx.so', ELF, false],
  ['lib/libx.so.1.2.3', ELF, false],
  ['x.node', ELF, false],
  ['x.wasm', Uint8Array.from([0, 0x61, 0x73, 0x6d]), false],
  ['x.pyc', Uint8Array.from([0xcb, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0]), false],
  ['run.exe', Uint8Array.from([0x4d, 0x5a, 0x90, 0]), true],
])('%s: whether it is started', (path, head, expected) => {
  expect(isProgram(path, head)).toBe(expected);
});

import { expect, it } from 'vitest';
import { isCompiled, machineCodeOf } from '../../src/program/machine-code.js';

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

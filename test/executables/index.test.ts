import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bytesAt, openExecutable } from '../../src/executables/index.js';
import { buildElf } from '../support/elf-parts.js';

it('the program that runs this test is read', () => {
  const file = openExecutable(readFileSync(process.execPath));
  expect(file?.segments.length).toBeGreaterThan(1);
  expect(file?.pointerBytes).toBe(8);
});

it('text is no program', () => {
  for (const text of ['', 'MZ', '\x7fELF', 'x'.repeat(200)])
    expect(openExecutable(Buffer.from(text, 'latin1'))).toBeNull();
});

it('finds the bytes of an address', () => {
  const file = openExecutable(buildElf([{ name: '.data', bytes: Buffer.from('abcdef'), address: 0x1000 }]));
  const at = (address: number) => file && Buffer.from(bytesAt(file, address) ?? []).toString();
  expect([at(0x1000), at(0x1004), at(0x1006), at(0xfff)]).toEqual(['abcdef', 'ef', '', '']);
});

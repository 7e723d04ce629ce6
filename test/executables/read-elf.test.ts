import { expect, it } from 'vitest';
import { readElfFile } from '../../src/executables/read-elf.js';
import { buildElf } from '../support/elf-parts.js';

const parts = [
  { name: '.text', bytes: Buffer.from('code'), address: 0x1000 },
  { name: '.data', bytes: Buffer.from('data'), address: 0x2000 },
];

it('reads sections and segments', () => {
  const file = readElfFile(buildElf(parts));
  const named = file?.sections.map(({ name, start, end, address }) => [
    name,
    Buffer.from(file.bytes.subarray(start, end)).toString(),
    address,
  ]);
  expect(named?.slice(1, 3)).toEqual([
    ['.text', 'code', 0x1000],
    ['.data', 'data', 0x2000],
  ]);
  expect(file?.segments.map(({ address, isWritable }) => [address, isWritable])).toEqual([
    [0x1000, true],
    [0x2000, true],
  ]);
});

it('reads segments without a table of sections', () => {
  const file = readElfFile(buildElf(parts, false));
  expect([file?.sections.length, file?.segments.length]).toEqual([0, 2]);
});

it('never throws on changed or cut headers', () => {
  const whole = buildElf(parts);
  expect(() => {
    for (let length = 0; length < whole.length; length += 1) readElfFile(whole.subarray(0, length));
    for (let at = 4; at < whole.length; at += 1)
      for (const value of [0, 1, 0x7f, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at] = value;
        readElfFile(changed);
      }
  }).not.toThrow();
});

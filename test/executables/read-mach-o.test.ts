import { expect, it } from 'vitest';
import { readMachOFile } from '../../src/executables/read-mach-o.js';

/** A 64-bit file with one writable segment of one section, `__data`. */
function machO(): Buffer {
  const file = Buffer.alloc(32 + 152 + 4);
  file.writeUInt32LE(0xfeedfacf, 0);
  file.writeUInt32LE(1, 16);
  const command = 32;
  file.writeUInt32LE(0x19, command);
  file.writeUInt32LE(152, command + 4);
  file.write('__DATA', command + 8);
  file.writeBigUInt64LE(0x1000n, command + 24);
  file.writeBigUInt64LE(184n, command + 40);
  file.writeBigUInt64LE(4n, command + 48);
  file.writeUInt32LE(3, command + 60);
  file.writeUInt32LE(1, command + 64);
  const section = command + 72;
  file.write('__data', section);
  file.writeBigUInt64LE(0x1000n, section + 32);
  file.writeBigUInt64LE(4n, section + 40);
  file.writeUInt32LE(184, section + 48);
  file.write('data', 184);
  return file;
}

const expected = {
  pointerBytes: 8,
  isLittleEndian: true,
  sections: [{ name: '__data', start: 184, end: 188, address: 0x1000 }],
  segments: [{ start: 184, end: 188, address: 0x1000, isWritable: true }],
};

it('reads sections and segments', () => {
  expect(readMachOFile(machO())).toMatchObject(expected);
});

it('reads the first program of a file for several processors', () => {
  const header = Buffer.alloc(28);
  for (const [index, value] of [0xcafebabe, 1, 0x1000007, 3, 28, machO().length].entries())
    header.writeUInt32BE(value, index * 4);
  expect(readMachOFile(Buffer.concat([header, machO()]))).toMatchObject(expected);
});

it('a Java class begins alike and is none', () => {
  expect(readMachOFile(Buffer.from('cafebabe0000003d00100a0002000300', 'hex'))).toBeNull();
});

it('never throws on changed or cut headers', () => {
  const whole = machO();
  expect(() => {
    for (let length = 0; length < whole.length; length += 1) readMachOFile(whole.subarray(0, length));
    for (let at = 0; at < whole.length; at += 1)
      for (const value of [0, 1, 0xff]) {
        const changed = Buffer.from(whole);
        changed[at] = value;
        readMachOFile(changed);
      }
  }).not.toThrow();
});

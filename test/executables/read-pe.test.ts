import { expect, it } from 'vitest';
import { readPeFile } from '../../src/executables/read-pe.js';

/** A 64-bit file with one writable section. */
function pe(): Buffer {
  const file = Buffer.alloc(0x180);
  file.write('MZ', 0);
  file.writeUInt32LE(0x40, 0x3c);
  file.write('PE\0\0', 0x40);
  file.writeUInt16LE(1, 0x46);
  file.writeUInt16LE(0xf0, 0x54);
  file.writeUInt16LE(0x20b, 0x58);
  file.writeBigUInt64LE(0x1_4000_0000n, 0x70);
  const section = 0x58 + 0xf0;
  file.write('.data', section);
  file.writeUInt32LE(0x2000, section + 12);
  file.writeUInt32LE(4, section + 16);
  file.writeUInt32LE(0x17c, section + 20);
  file.writeUInt32LE(0xc0000040, section + 36);
  file.write('data', 0x17c);
  return file;
}

it('reads sections, which are the segments, too', () => {
  const part = { start: 0x17c, end: 0x180, address: 0x1_4000_2000 };
  expect(readPeFile(pe())).toMatchObject({
    pointerBytes: 8,
    sections: [{ name: '.data', ...part }],
    segments: [{ ...part, isWritable: true }],
  });
});

it('a text that begins with MZ is none', () => {
  expect(readPeFile(Buffer.from(`MZ${' '.repeat(100)}`))).toBeNull();
});

it('never throws on changed or cut headers', () => {
  const whole = pe();
  expect(() => {
    for (let length = 0; length < whole.length; length += 1) readPeFile(whole.subarray(0, length));
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = 0xff;
      readPeFile(changed);
    }
  }).not.toThrow();
});

import { insideFile, NumberReader, textAt, type Executable } from './executable.js';

/** https://learn.microsoft.com/en-us/windows/win32/debug/pe-format */
const HEADER_AT = 0x3c;
const SIGNATURE = 0x4550;
const MAGIC_64 = 0x20b;
const SECTION_BYTES = 40;
const NAME_BYTES = 8;
const WRITABLE = 0x8000_0000;

/** Reads the headers of a PE file. @returns null for a file of another format. */
export function readPeFile(bytes: Uint8Array): Executable | null {
  const numbers = new NumberReader(bytes, true);
  const header = numbers.read(HEADER_AT, 4);
  if (bytes[0] !== 0x4d || bytes[1] !== 0x5a || numbers.read(header, 4) !== SIGNATURE) return null;
  const optional = header + 24;
  const is64 = numbers.read(optional, 2) === MAGIC_64;
  const base = is64 ? numbers.read(optional + 24, 8) : numbers.read(optional + 28, 4);
  const first = optional + numbers.read(header + 20, 2);
  const inside = Math.min(
    numbers.read(header + 6, 2),
    Math.floor(Math.max(0, bytes.length - first) / SECTION_BYTES),
  );
  const sections = Array.from({ length: inside || 0 }, (_, index) => {
    const at = first + index * SECTION_BYTES;
    return {
      name: textAt(bytes, at, NAME_BYTES),
      ...insideFile(numbers.read(at + 20, 4), numbers.read(at + 16, 4), bytes.length),
      address: base + numbers.read(at + 12, 4),
      isWritable: numbers.read(at + 36, 4) >= WRITABLE,
    };
  });
  return { bytes, isLittleEndian: true, pointerBytes: is64 ? 8 : 4, sections, segments: sections };
}

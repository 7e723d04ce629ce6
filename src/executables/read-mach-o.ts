import {
  insideFile,
  NumberReader,
  textAt,
  type Executable,
  type Section,
  type Segment,
} from './executable.js';

/** First number of the file, by the size of a pointer. https://github.com/apple-oss-distributions/xnu/blob/main/EXTERNAL_HEADERS/mach-o/loader.h */
const MAGICS: ReadonlyMap<number, 4 | 8> = new Map([
  [0xfeedface, 4],
  [0xfeedfacf, 8],
]);
/** A file of programs for several processors; its numbers are big-endian. */
const SEVERAL = 0xcafebabe;
/** A Java class begins alike: its version stands where the number of programs is. */
const MOST_PROGRAMS = 20;

/** Offsets in a command that describes a segment, and in the sections behind it. */
const LAYOUTS = {
  4: {
    command: 0x1,
    header: 28,
    address: 24,
    offset: 32,
    access: 44,
    count: 48,
    sections: 56,
    sectionBytes: 68,
  },
  8: {
    command: 0x19,
    header: 32,
    address: 24,
    offset: 40,
    access: 60,
    count: 64,
    sections: 72,
    sectionBytes: 80,
  },
} as const;
const WRITABLE = 2;
const SEGMENT_NAME_BYTES = 16;

interface MachNumbers {
  readonly bytes: Uint8Array;
  readonly numbers: NumberReader;
  readonly word: 4 | 8;
}

function sectionsAt(at: number, size: number, { bytes, numbers, word }: MachNumbers): Section[] {
  const { count, sections, sectionBytes } = LAYOUTS[word];
  const stated = numbers.read(at + count, 4);
  const inside = Math.min(stated || 0, Math.floor(Math.max(0, size - sections) / sectionBytes));
  return Array.from({ length: inside }, (_, index) => {
    const section = at + sections + index * sectionBytes;
    const address = section + 2 * SEGMENT_NAME_BYTES;
    const offset = numbers.read(address + 2 * word, 4);
    return {
      name: textAt(bytes, section, SEGMENT_NAME_BYTES),
      ...insideFile(offset, numbers.read(address + word, word), bytes.length),
      address: numbers.read(address, word),
    };
  });
}

function segmentAt(at: number, { bytes, numbers, word }: MachNumbers): Segment {
  const { address, offset, access } = LAYOUTS[word];
  return {
    ...insideFile(numbers.read(at + offset, word), numbers.read(at + offset + word, word), bytes.length),
    address: numbers.read(at + address, word),
    isWritable: (numbers.read(at + access, 4) & WRITABLE) !== 0,
  };
}

function readOne(bytes: Uint8Array): Executable | null {
  for (const isLittleEndian of [true, false]) {
    const numbers = new NumberReader(bytes, isLittleEndian);
    const word = MAGICS.get(numbers.read(0, 4));
    if (word === undefined) continue;
    const { command, header } = LAYOUTS[word];
    const segments: Segment[] = [];
    const sections: Section[] = [];
    let at: number = header;
    for (let left = numbers.read(16, 4); left > 0 && at < bytes.length; left -= 1) {
      const size = numbers.read(at + 4, 4);
      if (!(size >= 8)) break;
      if (numbers.read(at, 4) === command) {
        segments.push(segmentAt(at, { bytes, numbers, word }));
        sections.push(...sectionsAt(at, size, { bytes, numbers, word }));
      }
      at += size;
    }
    return { bytes, isLittleEndian, pointerBytes: word, segments, sections };
  }
  return null;
}

/** Reads the headers of a Mach-O file; of one for several processors, those of its first program. Null for any other file. */
export function readMachOFile(bytes: Uint8Array): Executable | null {
  const outer = new NumberReader(bytes, false);
  const count = outer.read(4, 4);
  if (outer.read(0, 4) !== SEVERAL || !(count >= 1 && count <= MOST_PROGRAMS)) return readOne(bytes);
  const { start, end } = insideFile(outer.read(16, 4), outer.read(20, 4), bytes.length);
  return readOne(bytes.subarray(start, end));
}

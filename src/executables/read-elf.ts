import {
  insideFile,
  NumberReader,
  textAt,
  type Executable,
  type Section,
  type Segment,
} from './executable.js';

/** Offsets of the fields that are read, for 32 and 64 bits. https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html */
const LAYOUTS = {
  4: {
    header: { segments: 28, sections: 32, segmentSize: 42, segmentCount: 44, sectionSize: 46, names: 50 },
    segment: { flags: 24, offset: 4, address: 8, size: 16 },
    section: { address: 12, offset: 16, size: 20 },
  },
  8: {
    header: { segments: 32, sections: 40, segmentSize: 54, segmentCount: 56, sectionSize: 58, names: 62 },
    segment: { flags: 4, offset: 8, address: 16, size: 32 },
    section: { address: 16, offset: 24, size: 32 },
  },
} as const;

const LOADED = 1;
const WRITABLE = 2;
/** Type of a section that has no bytes in the file. */
const NO_BYTES = 8;

interface ElfNumbers {
  readonly bytes: Uint8Array;
  readonly numbers: NumberReader;
  readonly word: 4 | 8;
}

/** Offsets of the entries of a table, as far as they are inside the file. */
function entriesOf(
  start: number,
  size: number,
  { count, bytes }: { count: number; bytes: number },
): number[] {
  if (!Number.isSafeInteger(start) || !(count >= 0) || !(size >= 32)) return [];
  const inside = Math.min(count, Math.floor(Math.max(0, bytes - start) / size));
  return Array.from({ length: inside }, (_, index) => start + index * size);
}

function segmentsOf({ bytes, numbers, word }: ElfNumbers): Segment[] {
  const { header, segment } = LAYOUTS[word];
  const count = numbers.read(header.segmentCount, 2);
  const start = numbers.read(header.segments, word);
  return entriesOf(start, numbers.read(header.segmentSize, 2), { count, bytes: bytes.length }).flatMap(
    (at) => {
      if (numbers.read(at, 4) !== LOADED) return [];
      const [offset, size] = [numbers.read(at + segment.offset, word), numbers.read(at + segment.size, word)];
      return {
        ...insideFile(offset, size, bytes.length),
        address: numbers.read(at + segment.address, word),
        isWritable: (numbers.read(at + segment.flags, 4) & WRITABLE) !== 0,
      };
    },
  );
}

function sectionsOf({ bytes, numbers, word }: ElfNumbers): Section[] {
  const { header, section } = LAYOUTS[word];
  const count = numbers.read(header.sectionSize + 2, 2);
  const start = numbers.read(header.sections, word);
  const entries = entriesOf(start, numbers.read(header.sectionSize, 2), { count, bytes: bytes.length });
  const ofNames = entries[numbers.read(header.names, 2)];
  if (ofNames === undefined) return [];
  const names = numbers.read(ofNames + section.offset, word);
  return entries.map((at) => {
    const size = numbers.read(at + 4, 4) === NO_BYTES ? 0 : numbers.read(at + section.size, word);
    return {
      name: textAt(bytes, names + numbers.read(at, 4)),
      ...insideFile(numbers.read(at + section.offset, word), size, bytes.length),
      address: numbers.read(at + section.address, word),
    };
  });
}

/** Reads the headers of an ELF file, in either byte order. @returns null for a file of another format. */
export function readElfFile(bytes: Uint8Array): Executable | null {
  const isLittleEndian = bytes[5] === 1;
  const pointerBytes = bytes[4] === 1 ? 4 : 8;
  if (bytes.length < 64 || Buffer.from(bytes.subarray(0, 4)).toString('latin1') !== '\x7fELF') return null;
  const elf = { bytes, numbers: new NumberReader(bytes, isLittleEndian), word: pointerBytes } as const;
  return { bytes, isLittleEndian, pointerBytes, segments: segmentsOf(elf), sections: sectionsOf(elf) };
}

/** What the headers of an ELF file say. https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html */
export interface ElfFile {
  /** `e_machine`: 62 is x86-64, 183 is AArch64. */
  readonly machine: number;
  /** Whether it still has the table of symbols that `strip` removes; null where its sections cannot be read. */
  readonly hasSymbols: boolean | null;
  /** Names of libraries and versions that its dynamic section needs: `libc.so.6`, `GLIBC_2.28`, `libc.musl-x86_64.so.1`. */
  readonly needs: ReadonlySet<string>;
}

const MAGIC = 0x7f454c46;
const HEADER_BYTES = 0x40;
const SECTION_BYTES = 0x40;
/** Types of sections. */
const SYMBOLS = 2;
const STRINGS = 3;
/** Section flag: the loader maps it. Names that the loader reads are in a mapped section. */
const MAPPED = 2;

interface Section {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
}

function sectionAt(view: DataView, at: number): Section {
  return {
    type: view.getUint32(at + 4, true),
    flags: Number(view.getBigUint64(at + 8, true)),
    offset: Number(view.getBigUint64(at + 24, true)),
    size: Number(view.getBigUint64(at + 32, true)),
  };
}

/** Sections of a 64-bit file; null when their table is not inside the file, or there is none. */
function sectionsOf(view: DataView): Section[] | null {
  const start = Number(view.getBigUint64(40, true));
  const [entryBytes, count] = [view.getUint16(58, true), view.getUint16(60, true)];
  if (count === 0 || entryBytes !== SECTION_BYTES) return null;
  if (start + count * SECTION_BYTES > view.byteLength) return null;
  return Array.from({ length: count }, (_, index) => sectionAt(view, start + index * SECTION_BYTES));
}

const NEEDED_NAME = /^(?:GLIBC_\d{1,3}(?:\.\d{1,3}){1,2}|(?:libc|ld-)[\w.+-]{1,60})$/;

/** The names of C libraries and of their versions among the strings that the loader reads. */
function neededNames(bytes: Uint8Array, sections: readonly Section[]): Set<string> {
  const names = new Set<string>();
  for (const { type, flags, offset, size } of sections) {
    if (type !== STRINGS || (flags & MAPPED) === 0 || offset + size > bytes.length) continue;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + offset, size).toString('latin1');
    for (const name of text.split('\0')) if (NEEDED_NAME.test(name)) names.add(name);
  }
  return names;
}

/** Reads the headers of a 64-bit little-endian ELF file, the only kind that runs on Lambda; null for any other file. */
export function readElf(bytes: Uint8Array): ElfFile | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, false) !== MAGIC || bytes[4] !== 2 || bytes[5] !== 1) return null;
  const machine = view.getUint16(18, true);
  const sections = sectionsOf(view);
  if (sections === null) return { machine, hasSymbols: null, needs: new Set() };
  return {
    machine,
    hasSymbols: sections.some(({ type }) => type === SYMBOLS),
    needs: neededNames(bytes, sections),
  };
}

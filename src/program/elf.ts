/** What the headers of an ELF file say. https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html */
export interface ElfFile {
  /** `e_machine`: 62 is x86-64, 183 is AArch64. */
  readonly machine: number;
  /** Whether it still has the table of symbols that `strip` removes; null where its sections cannot be read. */
  readonly hasSymbols: boolean | null;
}

const MAGIC = 0x7f454c46;
const HEADER_BYTES = 0x40;
const SECTION_BYTES = 0x40;
/** Type of the section. */
const SYMBOLS = 2;

/** Types of the sections of a 64-bit file; null when their table is not inside the bytes, or there is none. */
function sectionTypes(view: DataView): number[] | null {
  const start = Number(view.getBigUint64(40, true));
  const [entryBytes, count] = [view.getUint16(58, true), view.getUint16(60, true)];
  if (count === 0 || entryBytes !== SECTION_BYTES) return null;
  if (start + count * SECTION_BYTES > view.byteLength) return null;
  return Array.from({ length: count }, (_, index) => view.getUint32(start + index * SECTION_BYTES + 4, true));
}

/** Reads the headers of a 64-bit little-endian ELF file, the only kind that runs on Lambda; null for any other file. */
export function readElf(bytes: Uint8Array): ElfFile | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, false) !== MAGIC || bytes[4] !== 2 || bytes[5] !== 1) return null;
  const machine = view.getUint16(18, true);
  return { machine, hasSymbols: sectionTypes(view)?.includes(SYMBOLS) ?? null };
}

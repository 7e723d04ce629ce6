import { NumberReader, textAt, type Executable } from './executable.js';

/** Entries of a table of symbols, for 32 and 64 bits. https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.symtab.html */
const LAYOUTS = { 4: { bytes: 16, value: 4 }, 8: { bytes: 24, value: 8 } } as const;

/** Addresses of symbols that an ELF file exports, by their names; of several of one name the first. */
export function exportedSymbols(
  { bytes, sections, isLittleEndian, pointerBytes }: Executable,
  names: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const table = sections.find(({ name }) => name === '.dynsym');
  const texts = sections.find(({ name }) => name === '.dynstr');
  if (!table || !texts) return found;
  const numbers = new NumberReader(bytes, isLittleEndian);
  const entry = LAYOUTS[pointerBytes];
  for (let at = table.start; at + entry.bytes <= table.end && found.size < names.size; at += entry.bytes) {
    const name = textAt(bytes, texts.start + numbers.read(at, 4));
    if (names.has(name) && !found.has(name)) found.set(name, numbers.read(at + entry.value, pointerBytes));
  }
  return found;
}

import type { Executable } from './executable.js';
import { readElfFile } from './read-elf.js';
import { readMachOFile } from './read-mach-o.js';
import { readPeFile } from './read-pe.js';

export { exportedSymbols } from './elf-symbols.js';
export { goFunctionNames } from './go-function-names.js';
export { bytesAt, NumberReader, searchableParts, type Executable, type Section } from './executable.js';

/** Reads the headers of a program or library in machine code: ELF, Mach-O or PE. Parts that lie outside of the file are left out. @returns null for a file of another format. */
export function openExecutable(bytes: Uint8Array): Executable | null {
  return readElfFile(bytes) ?? readMachOFile(bytes) ?? readPeFile(bytes);
}

import type { Executable } from './executable.js';
import { readElfFile } from './read-elf.js';
import { readMachOFile } from './read-mach-o.js';
import { readPeFile } from './read-pe.js';

export { goFunctionNames } from './go-function-names.js';
export { bytesAt, NumberReader, searchableParts, type Executable, type Section } from './executable.js';

/** Reads the headers of a program or library in machine code (ELF, Mach-O, PE); null for any other file. Hostile headers give fewer parts. */
export function openExecutable(bytes: Uint8Array): Executable | null {
  return readElfFile(bytes) ?? readMachOFile(bytes) ?? readPeFile(bytes);
}

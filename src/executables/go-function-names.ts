import { NumberReader, searchableParts, type Executable } from './executable.js';

/**
 * First number of the table by which a Go program finds its functions, and the index of the word that holds the place of their names.
 * Go 1.16 was the first release whose table holds the names of inlined functions, too. https://go.dev/src/debug/gosym/pclntab.go
 */
const NAMES_WORD: ReadonlyMap<number, number> = new Map([
  [0xffff_fffa, 2],
  [0xffff_fff0, 3],
  [0xffff_fff1, 3],
]);
const HEADER_BYTES = 8;

const SECTIONS: ReadonlySet<string> = new Set(['.gopclntab', '.data.rel.ro.gopclntab', '__gopclntab']);

/** Whether the bytes behind the first number are those of a table: two zeros, the unit of addresses, the size of a pointer. */
function isHeader(bytes: Uint8Array): boolean {
  const [first, second, unit = 0, pointer = 0] = bytes.subarray(4, HEADER_BYTES);
  return first === 0 && second === 0 && [1, 2, 4].includes(unit) && [4, 8].includes(pointer);
}

/** The part with all names, each ended by a NUL; null if no table begins at this place. */
function namesAt(bytes: Uint8Array, isLittleEndian: boolean): Uint8Array | null {
  const numbers = new NumberReader(bytes, isLittleEndian);
  const at = NAMES_WORD.get(numbers.read(0, 4));
  if (at === undefined || !isHeader(bytes)) return null;
  const word = bytes[7] === 4 ? 4 : 8;
  const start = numbers.read(HEADER_BYTES + at * word, word);
  const end = numbers.read(HEADER_BYTES + (at + 1) * word, word);
  return start < end && end <= bytes.length ? bytes.subarray(start, end) : null;
}

/** Magic numbers as bytes, for a search where no section names the table. */
function magics(isLittleEndian: boolean): Buffer[] {
  return [...NAMES_WORD.keys()].map((magic) => {
    const bytes = Buffer.alloc(6);
    if (isLittleEndian) bytes.writeUInt32LE(magic);
    else bytes.writeUInt32BE(magic);
    return bytes;
  });
}

function tablesIn(part: Buffer, magic: Buffer, isLittleEndian: boolean): Uint8Array[] {
  const tables: Uint8Array[] = [];
  for (let at = part.indexOf(magic); at !== -1 && tables.length < 2; at = part.indexOf(magic, at + 1)) {
    const names = namesAt(part.subarray(at), isLittleEndian);
    if (names) tables.push(names);
  }
  return tables;
}

/** Searches all that is loaded. A program can hold another one as data: of several tables it is not known which is its own. */
function searchNames(file: Executable): Uint8Array | null {
  const { bytes, segments, isLittleEndian } = file;
  const found = new Map<number, Uint8Array>();
  for (const { start, end } of searchableParts(segments, file)) {
    const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    for (const magic of magics(isLittleEndian))
      for (const names of tablesIn(part, magic, isLittleEndian)) found.set(names.byteOffset, names);
    if (found.size > 1) return null;
  }
  const [names = null] = found.values();
  return names;
}

function findNames(file: Executable): Uint8Array | null {
  const named = file.sections.filter(({ name }) => SECTIONS.has(name));
  for (const { start, end } of named) {
    const names = namesAt(file.bytes.subarray(start, end), file.isLittleEndian);
    if (names) return names;
  }
  return named.length > 0 ? null : searchNames(file);
}

/**
 * Names of all functions in a Go program, inlined ones among them, also if it was stripped; null where they are not known, as in
 * programs of Go 1.15 and earlier.
 * @param most names; of a program with more, none are known.
 */
export function goFunctionNames(file: Executable, most: number): readonly string[] | null {
  const names = findNames(file);
  const texts =
    names &&
    Buffer.from(names)
      .toString('utf8')
      .split('\0', most + 1);
  return texts && texts.length <= most ? texts.filter((name) => name !== '') : null;
}

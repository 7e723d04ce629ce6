import { createHash } from 'node:crypto';

/** Bytes at the start of a library in which its build id is searched: linkers put it near the start. */
const HEAD_BYTES = 8192;
/** Type and name of the note that holds the build id, behind the lengths of both. https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html#note_section */
const NOTE = Buffer.from([3, 0, 0, 0, 0x47, 0x4e, 0x55, 0]);
const SHORTEST_ID = 8;
const LONGEST_ID = 64;
/** Bytes of the longest name of a section that is read. */
const LONGEST_NAME = 64;
const IDENTITY_BYTES = 8;
/** ELF of 64 bits, little-endian. */
const ELF64 = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
const SECTION_HEADER_BYTES = 64;
/** Sections whose bytes `strip` leaves as they are. */
const CODE_SECTIONS: ReadonlySet<string> = new Set(['.text', '.rodata']);

function buildIdIn(bytes: Buffer): Buffer | null {
  const head = bytes.subarray(0, HEAD_BYTES);
  for (let at = head.indexOf(NOTE, 8); at >= 0; at = head.indexOf(NOTE, at + 1)) {
    const nameLength = head.readUInt32LE(at - 8);
    const length = head.readUInt32LE(at - 4);
    const start = at + NOTE.length;
    if (nameLength === 4 && length >= SHORTEST_ID && length <= LONGEST_ID && start + length <= bytes.length)
      return bytes.subarray(start, start + length);
  }
  return null;
}

interface Section {
  readonly nameAt: number;
  readonly offset: number;
  readonly length: number;
}

/** The section whose header begins at a place; null where the header is not in the file. */
function sectionAt(bytes: Buffer, at: number): Section | null {
  if (at < 0 || at + SECTION_HEADER_BYTES > bytes.length) return null;
  const offset = Number(bytes.readBigUInt64LE(at + 24));
  const length = Number(bytes.readBigUInt64LE(at + 32));
  return { nameAt: bytes.readUInt32LE(at), offset, length };
}

function sectionsOf(bytes: Buffer): { readonly sections: readonly Section[]; readonly namesAt: number } {
  const start = Number(bytes.readBigUInt64LE(40));
  const size = bytes.readUInt16LE(58);
  const sections: Section[] = [];
  for (let index = 0; index < bytes.readUInt16LE(60); index += 1) {
    const section = sectionAt(bytes, start + index * size);
    if (section) sections.push(section);
  }
  return { sections, namesAt: sections[bytes.readUInt16LE(62)]?.offset ?? -1 };
}

/** The name of a section; '' where it is longer than those of code. */
function nameAt(bytes: Buffer, at: number): string {
  // A file may have 65,535 sections: a name is not searched to the end of the file.
  const start = bytes.subarray(at, at + LONGEST_NAME + 1);
  return start.toString('latin1', 0, Math.max(0, start.indexOf(0)));
}

/** A hash of the code; null where it cannot be found. */
function codeHash(bytes: Buffer): Buffer | null {
  if (bytes.length < SECTION_HEADER_BYTES || !bytes.subarray(0, ELF64.length).equals(ELF64)) return null;
  const { sections, namesAt } = sectionsOf(bytes);
  if (namesAt < 0) return null;
  const code = sections.filter((section) => CODE_SECTIONS.has(nameAt(bytes, namesAt + section.nameAt)));
  if (code.length === 0 || code.length > CODE_SECTIONS.size) return null;
  const hash = createHash('sha256');
  for (const { offset, length } of code) hash.update(bytes.subarray(offset, offset + length));
  return hash.digest();
}

/**
 * What names the code of a native library after `strip`, too: the start of its build id, else of a hash of its code, in hex; null
 * where it has neither. `code_identity` of scripts/fingerprints/read-python-releases.py is the same.
 */
export function codeIdentity(library: Uint8Array): string | null {
  const bytes = Buffer.from(library.buffer, library.byteOffset, library.byteLength);
  const identity = buildIdIn(bytes) ?? codeHash(bytes);
  return identity?.toString('hex', 0, IDENTITY_BYTES) ?? null;
}

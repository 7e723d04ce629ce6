import { bytesAt, NumberReader, searchableParts, type Executable } from '../../executables/index.js';
import { limitOf } from '../../files/index.js';

/** What Go's linker notes in every program: its own release, and a text about the modules that it linked; '' where there is none. */
export interface BuildInfo {
  readonly toolchain: string;
  readonly modules: string;
}

/** https://go.dev/src/debug/buildinfo/buildinfo.go */
const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
/** Where the texts begin that are inside the note. */
const TEXTS_AT = 32;
const FLAG_BIG_ENDIAN = 1;
const FLAG_INLINE = 2;
/** What stands before and after the text about modules. */
const MARK_BYTES = 16;

const SECTIONS: ReadonlySet<string> = new Set(['.go.buildinfo', '__go_buildinfo']);

/** The place of the note in a part of a file; -1 without one. The linker aligns it, so that the text in a program that reads such notes is none. */
function placeIn(part: Uint8Array, address: number): number {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  let at = bytes.indexOf(MAGIC);
  while (at !== -1 && (address + at) % ALIGNMENT !== 0) at = bytes.indexOf(MAGIC, at + 1);
  return at;
}

/** The note and what follows it. */
function findNote(file: Executable): Uint8Array | null {
  const { bytes, sections, segments } = file;
  const named = sections.filter(({ name }) => SECTIONS.has(name));
  const parts = named.length > 0 ? named : segments.filter(({ isWritable }) => isWritable);
  for (const { start, end, address } of searchableParts(parts, file)) {
    const at = placeIn(bytes.subarray(start, end), address);
    if (at !== -1) return bytes.subarray(start + at);
  }
  return null;
}

/** A text behind its length, seven bits a byte, as Go 1.18 and later write it. @returns also the offset behind it. */
function inlineText(
  bytes: Uint8Array,
  at: number,
): { readonly text: Uint8Array; readonly next: number } | null {
  let length = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    length += (byte & 0x7f) * 2 ** (7 * index);
    if (byte >= 0x80) continue;
    const start = at + index + 1;
    const next = start + length;
    if (next > bytes.length || length > limitOf('go-build-info')) return null;
    return { text: bytes.subarray(start, next), next };
  }
  return null;
}

/** A text that a pointer to a pointer names, as Go up to 1.17 writes it. */
function pointedText(file: Executable, note: Uint8Array, index: number): Uint8Array | null {
  const word = note[14] === 4 ? 4 : 8;
  const isLittleEndian = (note[15]! & FLAG_BIG_ENDIAN) === 0;
  const header = bytesAt(file, new NumberReader(note, isLittleEndian).read(16 + index * word, word));
  if (!header) return null;
  const numbers = new NumberReader(header, isLittleEndian);
  const [address, length] = [numbers.read(0, word), numbers.read(word, word)];
  if (!(length <= limitOf('go-build-info'))) return null;
  if (length === 0) return new Uint8Array();
  const text = bytesAt(file, address);
  return text && text.length >= length ? text.subarray(0, length) : null;
}

/** The text between its marks; '' if they are not there. */
function unmarked(bytes: Uint8Array): string {
  const isMarked = bytes.length > 2 * MARK_BYTES && bytes[bytes.length - MARK_BYTES - 1] === 0x0a;
  return isMarked ? Buffer.from(bytes.subarray(MARK_BYTES, -MARK_BYTES)).toString('utf8') : '';
}

/** Reads the note of Go's linker; null if the file has none, or one that cannot be read. */
export function findBuildInfo(file: Executable): BuildInfo | null {
  const note = findNote(file);
  if (!note) return null;
  if ((note[15]! & FLAG_INLINE) === 0) {
    const [toolchain, modules] = [pointedText(file, note, 0), pointedText(file, note, 1)];
    return (
      toolchain &&
      modules && { toolchain: Buffer.from(toolchain).toString('utf8'), modules: unmarked(modules) }
    );
  }
  const toolchain = inlineText(note, TEXTS_AT);
  const modules = toolchain && inlineText(note, toolchain.next);
  return (
    modules && { toolchain: Buffer.from(toolchain.text).toString('utf8'), modules: unmarked(modules.text) }
  );
}

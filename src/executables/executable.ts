/** A part of a file that is loaded, or that a table of the file names. Offsets are of the file; the bytes are [start, end). */
export interface FileRange {
  readonly start: number;
  readonly end: number;
  /** Where the first byte is in memory. */
  readonly address: number;
}

export interface Section extends FileRange {
  /** `.text`; of Mach-O without its segment: `__text`. */
  readonly name: string;
}

export interface Segment extends FileRange {
  readonly isWritable: boolean;
}

/** A program or library in machine code, by its headers. */
export interface Executable {
  readonly bytes: Uint8Array;
  readonly isLittleEndian: boolean;
  readonly pointerBytes: 4 | 8;
  /** None where a file has been stripped of them. */
  readonly sections: readonly Section[];
  /** What is loaded into memory. */
  readonly segments: readonly Segment[];
}

/** The part of [start, start + length) that is inside a file of so many bytes. */
export function insideFile(start: number, length: number, size: number): { start: number; end: number } {
  const from = Number.isSafeInteger(start) && start >= 0 ? Math.min(start, size) : size;
  const to = Number.isSafeInteger(length) && length > 0 ? Math.min(from + length, size) : from;
  return { start: from, end: to };
}

/** Segments of real programs hardly overlap: all that is searched is at most this many times the size of the file. */
const MOST_SEARCHED = 4;

/** The first parts that together are not much larger than the file: hostile headers name all of it thousands of times. */
export function searchableParts(parts: readonly FileRange[], { bytes }: Executable): FileRange[] {
  let left = bytes.length * MOST_SEARCHED;
  return parts.filter(({ start, end }) => (left -= end - start) >= 0);
}

/** The bytes of a file that are loaded at an address, to the end of their segment; null where none are. */
export function bytesAt({ bytes, segments }: Executable, address: number): Uint8Array | null {
  for (const { start, end, address: first } of segments) {
    const from = start + (address - first);
    if (address >= first && from < end) return bytes.subarray(from, end);
  }
  return null;
}

/** Longest name of a section that is read. */
const NAME_BYTES = 64;

/** A text that a NUL, or a limit, ends. */
export function textAt(bytes: Uint8Array, start: number, length = NAME_BYTES): string {
  const part = bytes.subarray(start, Math.min(start + length, bytes.length));
  const end = part.indexOf(0);
  return Buffer.from(end === -1 ? part : part.subarray(0, end)).toString('latin1');
}

/** Reads numbers of one byte order; a number that is not inside the file is NaN. */
export class NumberReader {
  private readonly view: DataView;
  private readonly isLittleEndian: boolean;

  constructor(bytes: Uint8Array, isLittleEndian: boolean) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isLittleEndian = isLittleEndian;
  }

  read(at: number, byteCount: 2 | 4 | 8): number {
    if (!(at >= 0 && at + byteCount <= this.view.byteLength)) return Number.NaN;
    if (byteCount === 2) return this.view.getUint16(at, this.isLittleEndian);
    if (byteCount === 4) return this.view.getUint32(at, this.isLittleEndian);
    return Number(this.view.getBigUint64(at, this.isLittleEndian));
  }
}

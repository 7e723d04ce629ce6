import { ScanError } from '../../model/index.js';

/** The error for an index that is truncated or changed. */
export function damagedIndex(): ScanError {
  return new ScanError('data', 'The fingerprint index is damaged.', {
    hint: 'Reinstall stowaway, or rebuild the index with `stowaway fingerprints build`.',
  });
}

/** Reads bytes that `ByteWriter` wrote. @throws ScanError `data` if the bytes end too early. */
export class ByteReader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Number of bytes left. */
  get left(): number {
    return this.bytes.length - this.at;
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw damagedIndex();
    return byte;
  }

  number(): number {
    let byte = this.byte();
    // Most numbers take one byte.
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let scale = 0x80; byte >= 0x80; scale *= 0x80) {
      if (scale > 2 ** 49) throw damagedIndex();
      byte = this.byte();
      value += (byte & 0x7f) * scale;
    }
    return value;
  }

  /** The number of items that follow; each item takes at least one byte. */
  count(): number {
    const count = this.number();
    if (count > this.left) throw damagedIndex();
    return count;
  }

  /** Reads `count` ascending numbers, which are stored as differences. */
  ascending(count: number): Uint32Array {
    const values = new Uint32Array(count);
    let last = 0;
    for (let index = 0; index < count; index += 1) values[index] = last += this.number();
    return values;
  }

  numbers(count: number): Uint32Array {
    const values = new Uint32Array(count);
    for (let index = 0; index < count; index += 1) values[index] = this.number();
    return values;
  }

  /**
   * Lists of ascending numbers, each read at its first use: a bundle needs a small part of an index's lists. The same list is always the
   * same object.
   */
  ascendingLists(): (place: number) => Uint32Array {
    const lengths = this.numbers(this.count());
    const ends = new Uint32Array(lengths.length);
    let end = 0;
    for (const [place, length] of lengths.entries()) ends[place] = end += length;
    const bytes = this.raw(end);
    const known: (Uint32Array | undefined)[] = [];
    known.length = lengths.length;
    return (place) => {
      const last = ends[place] ?? 0;
      return (known[place] ??= new ByteReader(
        bytes.subarray(last - (lengths[place] ?? 0), last),
      ).restAscending());
    };
  }

  /** Reads ascending numbers up to the end. */
  private restAscending(): Uint32Array {
    const values: number[] = [];
    for (let last = 0; this.left > 0;) values.push((last += this.number()));
    return Uint32Array.from(values);
  }

  /** The planes of numbers as they are stored: the lowest bytes of all numbers, then the second ones, and so on. */
  planeBytes(count: number, planes: number): Uint8Array[] {
    return Array.from({ length: planes }, () => this.raw(count));
  }

  /** Reads numbers stored in planes. */
  planes(count: number, planes: number): Uint32Array {
    const values = new Uint32Array(count);
    for (const [plane, bytes] of this.planeBytes(count, planes).entries())
      for (let index = 0; index < count; index += 1)
        values[index] = (values[index] ?? 0) | ((bytes[index] ?? 0) << (8 * plane));
    return values;
  }

  raw(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw damagedIndex();
    const found = this.bytes.subarray(this.at, end);
    this.at = end;
    return found;
  }

  text(): string {
    const length = this.count();
    this.at += length;
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  /** Where it reads next. */
  get position(): number {
    return this.at;
  }

  skipText(): void {
    this.raw(this.count());
  }

  /** Reads something at an earlier position, and goes on where it was. */
  readAt<T>(position: number, read: (reader: this) => T): T {
    const { at } = this;
    this.at = position;
    try {
      return read(this);
    } finally {
      this.at = at;
    }
  }

  /** A reader of the part that follows, which has its length before it. */
  part(): ByteReader {
    return new ByteReader(this.raw(this.count()));
  }

  /** Reads a count and that many items. */
  list<T>(read: () => T): T[] {
    const items: T[] = [];
    for (let left = this.count(); left > 0; left -= 1) items.push(read());
    return items;
  }
}

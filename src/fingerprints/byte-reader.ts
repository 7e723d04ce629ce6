import { ScanError } from '../model/index.js';

/** What an index that is cut off or changed gives. */
export function damagedIndex(): ScanError {
  return new ScanError('data', 'The fingerprint index is damaged.', {
    hint: 'Install the package again, or build the index again with `stowaway fingerprints build`.',
  });
}

/** Reads what `ByteWriter` wrote. @throws ScanError `data` where the bytes end too early. */
export class ByteReader {
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.bytes[this.at++];
      if (byte === undefined || scale > 2 ** 49) throw damagedIndex();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  /** A number of things that follow, each of at least one byte. */
  count(): number {
    const count = this.number();
    if (count > this.bytes.length - this.at) throw damagedIndex();
    return count;
  }

  /** Differences as the ascending numbers that they are of. */
  ascending(count: number): Uint32Array {
    const values = new Uint32Array(count);
    let last = 0;
    for (let index = 0; index < count; index += 1) values[index] = last += this.number();
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
    return Buffer.from(this.raw(this.count())).toString();
  }

  /** Things, each read in turn. */
  list<T>(read: () => T): T[] {
    return Array.from({ length: this.count() }, read);
  }
}

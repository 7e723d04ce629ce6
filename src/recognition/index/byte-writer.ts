/** Writes whole numbers as LEB128 varints, and texts with their length before them. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private length = 0;

  /** Number of bytes that were written. */
  get size(): number {
    return this.length;
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + count));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  /** @param value 0 to 2^53 − 1. */
  number(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.bytes[this.length++] = rest;
  }

  /** Writes ascending numbers as differences. */
  ascending(values: Iterable<number>): void {
    let last = 0;
    for (const value of values) {
      this.number(value - last);
      last = value;
    }
  }

  /** Writes numbers in planes: the lowest bytes of all numbers first, then the second ones, and so on. */
  planes(values: Uint32Array, planes: number): void {
    for (let plane = 0; plane < planes; plane += 1)
      this.raw(Uint8Array.from(values, (value) => (value >>> (8 * plane)) & 0xff));
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Writes the content of another writer, with its length before it. */
  part({ bytes, length }: ByteWriter): void {
    this.number(length);
    this.raw(bytes.subarray(0, length));
  }

  text(value: string): void {
    const bytes = Buffer.from(value);
    this.number(bytes.length);
    this.raw(bytes);
  }

  list(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

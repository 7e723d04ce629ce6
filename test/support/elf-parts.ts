interface ElfPart {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly address: number;
}

/** Where the first part of a file begins. */
const FIRST = 0x40;
const SEGMENT_BYTES = 56;
const SECTION_BYTES = 64;

function put(
  bytes: Buffer,
  at: number,
  values: readonly (readonly [offset: number, size: 2 | 4 | 8, value: number])[],
): void {
  for (const [offset, size, value] of values) {
    if (size === 8) bytes.writeBigUInt64LE(BigInt(value), at + offset);
    else bytes.writeUIntLE(value, at + offset, size);
  }
}

/**
 * A 64-bit little-endian ELF file of these parts, each of them a writable segment and a section.
 * @param hasSections false leaves out the table of sections, as some packers do.
 */
export function buildElf(parts: readonly ElfPart[], hasSections = true): Buffer {
  const names = Buffer.from(`\0${parts.map(({ name }) => `${name}\0`).join('')}.names\0`, 'latin1');
  const all = [...parts, { name: '.names', bytes: names, address: 0 }];
  const starts: number[] = [];
  let at = FIRST + parts.length * SEGMENT_BYTES;
  for (const { bytes } of all) {
    at = Math.ceil(at / 16) * 16;
    starts.push(at);
    at += bytes.length;
  }
  const table = Math.ceil(at / 16) * 16;
  const file = Buffer.alloc(table + (hasSections ? (all.length + 1) * SECTION_BYTES : 0));
  Buffer.from('7f454c4602010100', 'hex').copy(file);
  put(file, 0, [
    [16, 2, 2],
    [18, 2, 62],
    [32, 8, FIRST],
    [54, 2, SEGMENT_BYTES],
    [56, 2, parts.length],
  ]);
  for (const [index, { bytes, address }] of all.entries()) {
    const start = starts[index] ?? 0;
    Buffer.from(bytes).copy(file, start);
    if (index >= parts.length) continue;
    put(file, FIRST + index * SEGMENT_BYTES, [
      [0, 4, 1],
      [4, 4, 6],
      [8, 8, start],
      [16, 8, address],
      [32, 8, bytes.length],
      [40, 8, bytes.length],
    ]);
  }
  if (!hasSections) return file;
  put(file, 0, [
    [40, 8, table],
    [58, 2, SECTION_BYTES],
    [60, 2, all.length + 1],
    [62, 2, all.length],
  ]);
  for (const [index, { name, bytes, address }] of all.entries())
    put(file, table + (index + 1) * SECTION_BYTES, [
      [0, 4, names.indexOf(`\0${name}\0`) + 1],
      [4, 4, 1],
      [16, 8, address],
      [24, 8, starts[index] ?? 0],
      [32, 8, bytes.length],
    ]);
  return file;
}

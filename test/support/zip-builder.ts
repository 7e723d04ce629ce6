import { crc32, deflateRawSync } from 'node:zlib';

/** Header fields as written; missing ones are computed. */
export interface ZipFields {
  readonly name?: string | Uint8Array;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly packedSize?: number;
  readonly size?: number;
  readonly extra?: Uint8Array;
}

export interface ZipPart {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  /** 8 (deflate, the default) and 0 pack the content; any other number stores it and lies. */
  readonly method?: number;
  /** Unix mode with file type. */
  readonly mode?: number;
  /** System that made it: 3 Unix (default), 0 FAT, 10 NTFS … */
  readonly host?: number;
  readonly flags?: number;
  /** Packed bytes instead of the computed ones. */
  readonly packed?: Uint8Array;
  readonly dataDescriptor?: boolean;
  /** Fields of the local header alone, of the central record alone. */
  readonly local?: ZipFields;
  readonly central?: ZipFields & { readonly offset?: number };
  /** The record leads to the local header of the part with this index; no bytes of its own. */
  readonly sharesWith?: number;
  /** No central record. */
  readonly unlisted?: boolean;
  /** Bytes of no entry in front of its local header. */
  readonly before?: Uint8Array;
}

export interface ZipEnd {
  readonly disk?: number;
  readonly entriesHere?: number;
  readonly entries?: number;
  readonly size?: number;
  readonly offset?: number;
  readonly commentLength?: number;
}

export interface ZipOptions {
  readonly prefix?: Uint8Array;
  /** Offsets count the prefix (as `zip -A` leaves them). */
  readonly adjusted?: boolean;
  readonly comment?: string | Uint8Array;
  readonly end?: ZipEnd;
  /** Adds a zip64 end record and locator; `fields` override its values. */
  readonly zip64?: ZipEnd;
  /** Bytes between the directory and the end record. */
  readonly gap?: Uint8Array;
  /** Central records in this order. */
  readonly order?: readonly number[];
}

interface Packed {
  readonly part: ZipPart;
  readonly fields: Required<ZipFields>;
  readonly data: Uint8Array;
}

function pack(part: ZipPart): Packed {
  const { content = '', method = 8, flags = 0, dataDescriptor = false } = part;
  const bytes = Buffer.from(content as string);
  const data = part.packed ?? (method === 8 ? deflateRawSync(bytes) : bytes);
  return {
    part,
    data,
    fields: {
      name: part.name,
      flags: flags | (dataDescriptor ? 8 : 0),
      method,
      crc: crc32(bytes),
      packedSize: data.length,
      size: bytes.length,
      extra: Buffer.alloc(0),
    },
  };
}

/** Little-endian numbers: [value, width in bytes] pairs. */
export function littleEndian(...numbers: readonly (readonly [number, number])[]): Buffer {
  return Buffer.concat(
    numbers.map(([value, width]) => {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(BigInt(value));
      return bytes.subarray(0, width);
    }),
  );
}

function shared(fields: Required<ZipFields>): Buffer {
  const { flags, method, crc, packedSize, size, extra } = fields;
  const name = Buffer.from(fields.name as string);
  // Time 0, date 1980-01-01.
  return littleEndian(
    [20, 2],
    [flags, 2],
    [method, 2],
    [0, 2],
    [0x21, 2],
    [crc, 4],
    [packedSize, 4],
    [size, 4],
    [name.length, 2],
    [extra.length, 2],
  );
}

function localHeader({ part, fields }: Packed): Buffer {
  const blank = part.dataDescriptor ? { crc: 0, packedSize: 0, size: 0 } : {};
  const written = { ...fields, ...blank, ...part.local };
  return Buffer.concat([
    littleEndian([0x04034b50, 4]),
    shared(written),
    Buffer.from(written.name as string),
    written.extra,
  ]);
}

function descriptor({ fields }: Packed): Buffer {
  return littleEndian([0x08074b50, 4], [fields.crc, 4], [fields.packedSize, 4], [fields.size, 4]);
}

function centralRecord({ part, fields }: Packed, offset: number): Buffer {
  const written = { ...fields, offset, ...part.central };
  const { host = 3, mode = 0o100644 } = part;
  return Buffer.concat([
    littleEndian([0x02014b50, 4], [(host << 8) | 30, 2]),
    shared(written),
    littleEndian([0, 2], [0, 2], [0, 2], [0, 2], [mode, 2], [written.offset, 4]),
    Buffer.from(written.name as string),
    written.extra,
  ]);
}

function zip64End(start: number, size: number, fields: Required<Omit<ZipEnd, 'commentLength'>>): Buffer {
  return Buffer.concat([
    littleEndian([0x06064b50, 4], [44, 8], [45, 2], [45, 2], [fields.disk, 4], [0, 4]),
    littleEndian([fields.entriesHere, 8], [fields.entries, 8], [fields.size, 8], [fields.offset, 8]),
    littleEndian([0x07064b50, 4], [0, 4], [start + size, 8], [1, 4]),
  ]);
}

function endRecord(fields: Required<ZipEnd>, comment: Uint8Array): Buffer {
  const { disk, entriesHere, entries, size, offset, commentLength } = fields;
  return Buffer.concat([
    littleEndian([0x06054b50, 4], [disk, 2], [0, 2], [entriesHere, 2], [entries, 2], [size, 4], [offset, 4]),
    littleEndian([commentLength, 2]),
    comment,
  ]);
}

const NO_BYTES = Buffer.alloc(0);

interface Body {
  readonly chunks: readonly Uint8Array[];
  /** Offset of each part's local header, from `start` on. */
  readonly offsets: readonly number[];
  readonly length: number;
}

function layOut(packed: readonly Packed[]): Body {
  const chunks: Uint8Array[] = [];
  const offsets: number[] = [];
  let length = 0;
  for (const entry of packed) {
    const { sharesWith, dataDescriptor, before = NO_BYTES } = entry.part;
    offsets.push(sharesWith === undefined ? length + before.length : (offsets[sharesWith] ?? 0));
    if (sharesWith !== undefined) continue;
    const bytes = Buffer.concat([
      before,
      localHeader(entry),
      entry.data,
      dataDescriptor ? descriptor(entry) : Buffer.alloc(0),
    ]);
    chunks.push(bytes);
    length += bytes.length;
  }
  return { chunks, offsets, length };
}

const IN_ZIP64 = { entriesHere: 0xffff, entries: 0xffff, size: 0xffffffff, offset: 0xffffffff };

/** Builds a zip, right or wrong in any field. */
export function buildZip(parts: readonly ZipPart[], options: ZipOptions = {}): Buffer {
  const { prefix = NO_BYTES, gap = NO_BYTES, comment = NO_BYTES, zip64 } = options;
  const packed = parts.map(pack);
  const { chunks, offsets, length } = layOut(packed);
  const start = options.adjusted ? prefix.length : 0;
  const records = (options.order ?? [...packed.keys()]).flatMap((index) => {
    const entry = packed[index];
    return entry && !entry.part.unlisted ? [centralRecord(entry, start + (offsets[index] ?? 0))] : [];
  });
  const directory = Buffer.concat(records);
  const count = records.length;
  const stated = {
    disk: 0,
    entriesHere: count,
    entries: count,
    size: directory.length,
    offset: start + length,
  };
  const wide = zip64 ? zip64End(prefix.length + length, directory.length, { ...stated, ...zip64 }) : NO_BYTES;
  const bytes = Buffer.from(comment as string);
  const plain = zip64 ? { ...stated, ...IN_ZIP64 } : stated;
  const end = endRecord({ ...plain, commentLength: bytes.length, ...options.end }, bytes);
  return Buffer.concat([prefix, ...chunks, directory, gap, wide, end]);
}

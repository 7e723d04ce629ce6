import { deflateRawSync } from 'node:zlib';
import { elfWith } from './elf-builder.js';

/** A file of a single-file program: type 1 is an assembly, 3 the list of libraries. */
export interface BundledPart {
  readonly path: string;
  readonly type: number;
  readonly content: string;
  readonly isPacked?: boolean;
}

interface BundleForm {
  readonly version?: number;
  /** Where the header says that the list is; by default where it is. */
  readonly listAt?: number;
  /** The number of files that the header states. */
  readonly count?: number;
  /** Put in front of the mark. */
  readonly decoy?: Uint8Array;
}

export const BUNDLE_MARK = Buffer.from(
  '8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae',
  'hex',
);

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  const { length } = bytes;
  return Buffer.concat([
    Buffer.from(length < 0x80 ? [length] : [(length & 0x7f) | 0x80, length >> 7]),
    bytes,
  ]);
}

/** The header's fields about the list, and three that are not read. */
function placesOf(
  list: { readonly offset: number; readonly size: number } | undefined,
  { version = 6, listAt = list?.offset ?? 0 }: BundleForm,
): Buffer[] {
  return version < 2 ? [] : [u64(listAt), u64(list?.size ?? 0), u64(0), u64(0), u64(0)];
}

/** A program of .NET in one file, as the format's document describes it: no .NET was here to make one. */
export function dotnetBundle(parts: readonly BundledPart[], form: BundleForm = {}): Buffer {
  const { version = 6, count = parts.length, decoy = Buffer.alloc(0) } = form;
  const head = Buffer.concat([elfWith({}), decoy]);
  let at = head.length + 8 + BUNDLE_MARK.length;
  const placed = parts.map((part) => {
    const bytes = part.isPacked ? deflateRawSync(part.content) : Buffer.from(part.content);
    const offset = at;
    at += bytes.length;
    return { ...part, bytes, offset, size: Buffer.byteLength(part.content) };
  });
  const files = placed.map(({ path, offset, size, bytes, type, isPacked = false }) =>
    Buffer.concat([
      u64(offset),
      u64(size),
      ...(version < 6 ? [] : [u64(isPacked ? bytes.length : 0)]),
      Buffer.from([type]),
      text(path),
    ]),
  );
  return Buffer.concat([
    head,
    u64(at),
    BUNDLE_MARK,
    ...placed.map(({ bytes }) => bytes),
    u32(version),
    u32(0),
    u32(count),
    text('id-of-the-bundle'),
    ...placesOf(
      placed.find(({ type }) => type === 3),
      form,
    ),
    ...files,
  ]);
}

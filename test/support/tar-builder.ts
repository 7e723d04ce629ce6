import { Buffer } from 'node:buffer';

/** All header fields of an entry; missing ones have the values of an honest writer. */
export interface TarPart {
  readonly name?: string;
  readonly content?: string | Uint8Array;
  /** Type flag; '0' is a file. */
  readonly type?: string;
  readonly linkName?: string;
  readonly mode?: number;
  /** Value of the size field; a string or bytes are written as they are. */
  readonly size?: number | string | Uint8Array;
  readonly prefix?: string;
  readonly magic?: 'ustar' | 'gnu' | 'v7';
  /** Written in place of the right sum. */
  readonly checksum?: string;
  readonly signedChecksum?: boolean;
}

const BLOCK = 512;

function put(block: Buffer, offset: number, value: string | Uint8Array): void {
  block.set(typeof value === 'string' ? Buffer.from(value) : value, offset);
}

function octal(value: number, length: number): string {
  return `${value.toString(8).padStart(length - 1, '0')}\0`;
}

/** GNU's form of numbers that octal digits have no room for. */
export function base256(value: number | bigint): Uint8Array {
  const field = Buffer.alloc(12);
  field.writeBigInt64BE(BigInt(value), 4);
  field.fill(value < 0 ? 0xff : 0, 0, 4);
  field[0] = (field[0] ?? 0) | 0x80;
  return field;
}

export function pad(content: Uint8Array): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.byteLength % BLOCK)) % BLOCK)]);
}

const MAGIC = { ustar: 'ustar\x0000', gnu: 'ustar  \0', v7: '' };

const HONEST = {
  name: 'file',
  linkName: '',
  mode: 0o644,
  size: 0,
  type: '0',
  magic: 'ustar',
  prefix: '',
} as const;

function checksumOf(block: Iterable<number>): string {
  let sum = 0;
  for (const byte of block) sum += byte;
  return `${sum.toString(8).padStart(6, '0')}\0 `;
}

function header(part: TarPart): Buffer {
  const block = Buffer.alloc(BLOCK);
  const { name, linkName, mode, size, type, magic, prefix } = { ...HONEST, ...part };
  put(block, 0, Buffer.from(name).subarray(0, 100));
  put(block, 100, octal(mode, 8));
  put(block, 124, typeof size === 'number' ? octal(size, 12) : size);
  put(block, 136, octal(0, 12));
  put(block, 148, ' '.repeat(8));
  put(block, 156, type);
  put(block, 157, Buffer.from(linkName).subarray(0, 100));
  put(block, 257, MAGIC[magic]);
  put(block, 345, prefix);
  put(block, 148, part.checksum ?? checksumOf(part.signedChecksum ? new Int8Array(block) : block));
  return block;
}

/** One entry: header and padded content. */
export function tarPart(part: TarPart): Buffer {
  const content = Buffer.from(part.content ?? '');
  return Buffer.concat([header({ size: content.byteLength, ...part }), pad(content)]);
}

/** A pax record with its right length, which counts its own digits. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest + String(rest).length;
  if (rest + String(length).length !== length) length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

export function pax(records: Readonly<Record<string, string>>, type = 'x'): TarPart {
  const content = Object.entries(records).map(([key, value]) => paxRecord(key, value));
  return { name: 'PaxHeader', type, content: content.join('') };
}

/** GNU's entry for a long name (L) or link target (K). */
export function longName(text: string, type: 'L' | 'K' = 'L'): TarPart {
  return { name: '././@LongLink', type, content: `${text}\0`, magic: 'gnu' };
}

/** Everything but the end mark. */
export function tarBody(parts: readonly TarPart[]): Buffer {
  return Buffer.concat(parts.map(tarPart));
}

export function buildTar(parts: readonly TarPart[]): Buffer {
  return Buffer.concat([tarBody(parts), Buffer.alloc(2 * BLOCK)]);
}

/** Honest files of any name, long ones by pax. */
export function fileParts(files: Iterable<readonly [string, string | Uint8Array]>): TarPart[] {
  return [...files].flatMap(([name, content]) =>
    Buffer.byteLength(name) > 100 ? [pax({ path: name }), { name: 'long', content }] : [{ name, content }],
  );
}

/** The archive with right checksums in all blocks that look like headers, as a careful forger leaves them. */
export function withRightChecksums(tar: Buffer): Buffer {
  const signed = Buffer.from(tar);
  for (let at = 0; at + BLOCK <= signed.length; at += BLOCK) {
    const block = signed.subarray(at, at + BLOCK);
    const isHeader = block.toString('latin1', 257, 262) === 'ustar';
    if (!isHeader) continue;
    put(block, 148, ' '.repeat(8));
    put(block, 148, checksumOf(block));
  }
  return signed;
}

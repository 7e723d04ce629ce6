// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html (ustar),
// https://www.gnu.org/software/tar/manual/html_node/Standard.html (GNU)
import { decodeName } from '../files/index.js';

export const TAR_BLOCK_BYTES = 512;

/** A header as stored, before long names and pax records are applied. */
export interface TarHeader {
  readonly name: string;
  readonly linkName: string;
  /** The type flag's character; `0` also stands for the NUL of old archives. */
  readonly type: string;
  /** Bytes of data that follow; undefined when the field is not a number, is negative, or is beyond 2^53. */
  readonly size: number | undefined;
  readonly executable: boolean;
}

const SIZE_AT = 124;
const CHECKSUM_AT = 148;
const TYPE_AT = 156;
const MAGIC_AT = 257;
const PREFIX_AT = 345;
const STAR_TRAILER_AT = 508;
const PREFIX_BYTES = 155;
const STAR_PREFIX_BYTES = 131;
const EXECUTABLE_BITS = 0o111;

const SPACE = 0x20;

/** Text up to the first NUL. */
function textAt(block: Uint8Array, offset: number, length: number): string {
  const field = block.subarray(offset, offset + length);
  const end = field.indexOf(0);
  return decodeName(end < 0 ? field : field.subarray(0, end));
}

function isOctalDigit(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

/** Value of octal digits between spaces and NULs; 0 when the field has only those. */
function octal(field: Uint8Array): number | undefined {
  let at = 0;
  while (field[at] === SPACE || field[at] === 0) at += 1;
  let value = 0;
  for (; isOctalDigit(field[at]); at += 1) value = value * 8 + (field[at]! - 0x30);
  for (; at < field.length; at += 1) if (field[at] !== SPACE && field[at] !== 0) return undefined;
  return value;
}

/** Value in GNU's base 256: big endian after a first byte of 0x80. Negative numbers start with 0xff and are rejected as too large. */
function base256(field: Uint8Array): number | undefined {
  let value = field[0]! & 0x7f;
  for (const byte of field.subarray(1)) {
    value = value * 256 + byte;
    if (!Number.isSafeInteger(value)) return undefined;
  }
  return value;
}

function numberAt(block: Uint8Array, offset: number, length: number): number | undefined {
  const field = block.subarray(offset, offset + length);
  return (field[0]! & 0x80) === 0 ? octal(field) : base256(field);
}

/** Whether the stored checksum is right, summed with unsigned or, as old writers did, with signed characters. */
function hasRightChecksum(block: Uint8Array): boolean {
  const stated = octal(block.subarray(CHECKSUM_AT, CHECKSUM_AT + 8));
  // Of nearly all files these bytes are no number: their sum is not needed.
  if (stated === undefined) return false;
  let sum = 8 * SPACE;
  let highBytes = 0;
  for (let at = 0; at < TAR_BLOCK_BYTES; at += 1) {
    if (at === CHECKSUM_AT) at += 8;
    const byte = block[at]!;
    sum += byte;
    if (byte >= 0x80) highBytes += 1;
  }
  return stated === sum || stated === sum - 256 * highBytes;
}

/** The front part of a long name. Only POSIX ustar stores it in these bytes: GNU keeps times here, and star uses the last of them. */
function prefixOf(block: Uint8Array): string {
  if (textAt(block, MAGIC_AT, 6) !== 'ustar') return '';
  const isStar = textAt(block, STAR_TRAILER_AT, 4) === 'tar';
  return textAt(block, PREFIX_AT, isStar ? STAR_PREFIX_BYTES : PREFIX_BYTES);
}

export function isZeroBlock(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/** @param block 512 bytes. @returns undefined when the block is not a header because its checksum is wrong. */
export function parseTarHeader(block: Uint8Array): TarHeader | undefined {
  if (block.byteLength !== TAR_BLOCK_BYTES || !hasRightChecksum(block)) return undefined;
  const prefix = prefixOf(block);
  const name = textAt(block, 0, 100);
  const type = block[TYPE_AT]!;
  return {
    name: prefix ? `${prefix}/${name}` : name,
    linkName: textAt(block, 157, 100),
    type: type === 0 ? '0' : String.fromCharCode(type),
    size: numberAt(block, SIZE_AT, 12),
    executable: ((numberAt(block, 100, 8) ?? 0) & EXECUTABLE_BITS) !== 0,
  };
}

/** Bytes that data of this size occupies in an archive, padding included. */
export function paddedSize(size: number): number {
  return Math.ceil(size / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
}

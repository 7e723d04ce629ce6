/** Formats of archives and compressed data, recognised by the first bytes of a file. */
import { parseTarHeader, TAR_BLOCK_BYTES } from './tar-header.js';

/* eslint-disable no-control-regex -- These formats begin with control characters. */
/** Each expression is for the first bytes as Latin-1. A tar archive has no such start: its header has a checksum. */
const STARTS = [
  // https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
  ['zip', /^PK\x03\x04/],
  // https://www.rfc-editor.org/rfc/rfc1952: deflate is its only method.
  ['gzip', /^\x1f\x8b\x08/],
  // https://www.rfc-editor.org/rfc/rfc8878: frames that decoders skip may come first.
  ['zstd', /^(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/],
  // https://tukaani.org/xz/xz-file-format.txt
  ['xz', /^\xfd7zXZ\0/],
  // Digits of pi begin a block; digits of its square root end the data.
  ['bzip2', /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/],
  ['lz4', /^\x04\x22\x4d\x18/],
  ['lzip', /^LZIP[\0-\x02]/],
  ['7z', /^7z\xbc\xaf\x27\x1c/],
  ['rar', /^Rar!\x1a\x07/],
  // Headers of text in three forms. The old headers of two-byte numbers hold a file's mode.
  [
    'cpio',
    /^(?:07070[12][\da-fA-F]{70}|070707[0-7]{70}|\xc7\x71[^]{5}[\x41\x81\xa1]|\x71\xc7[^]{4}[\x41\x81\xa1])/,
  ],
  ['ar', /^!<(?:arch|thin)>\n/],
  ['cabinet', /^MSCF\0{4}/],
] as const satisfies readonly (readonly [string, RegExp])[];
/** First characters of these. Nearly all files begin otherwise, and testing each expression costs more than reading them. */
const FIRST = /^[!(047BLMP-_q\x04\x1f\xc7\xfd]/;
/* eslint-enable no-control-regex */

export type ArchiveFormat = (typeof STARTS)[number][0] | 'tar';

/** Formats that an unpacker opens. */
const READ: ReadonlySet<ArchiveFormat> = new Set(['zip', 'gzip', 'tar']);

/** Number of bytes at the start of a file that show its format. */
export const FORMAT_BYTES = TAR_BLOCK_BYTES;

/** Longest start in `STARTS`. */
const START_BYTES = 80;

/** The format of a file by its first bytes; undefined if it is none of these. */
export function archiveFormatOf(bytes: Uint8Array): ArchiveFormat | undefined {
  const length = Math.min(bytes.byteLength, START_BYTES);
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1');
  const format = FIRST.test(start) ? STARTS.find(([, pattern]) => pattern.test(start))?.[0] : undefined;
  const isTar =
    format === undefined && parseTarHeader(bytes.subarray(0, TAR_BLOCK_BYTES))?.size !== undefined;
  return isTar ? 'tar' : format;
}

/** Whether a file of this format is opened. */
export function isReadFormat(format: ArchiveFormat): boolean {
  return READ.has(format);
}

/** Whether the bytes behind the end of an archive begin another one. Zeros in between are padding. */
export function beginsArchive(rest: Uint8Array): boolean {
  const start = rest.findIndex((byte) => byte !== 0);
  return start >= 0 && archiveFormatOf(rest.subarray(start)) !== undefined;
}

/** Local file headers: APPNOTE §4.3.7. */
import type { ByteSource } from '../../files/index.js';
import { bufferOf, readUint64, type Stretch } from './end-record.js';
import { unicodeName, wideNumbers } from './extra-fields.js';
import type { ZipEntry } from './zip-entry.js';

export const LOCAL_SIGNATURE = 0x04034b50;
export const LOCAL_BYTES = 30;
const DATA_DESCRIPTOR_BIT = 0x8;
const ENCRYPTED_BIT = 0x1;
const WINDOW_BYTES = 256 * 1024;

export interface LocalHeader {
  /** Offset of the entry's packed bytes. */
  readonly dataStart: number;
  /** The header up to the end of its name; valid only until the next header is read. */
  readonly header: Stretch;
  /** Its extra fields. */
  readonly extra: Stretch;
}

/** True if a data descriptor follows the entry's bytes and states their sizes and checksum. */
export function hasDescriptor({ header: { bytes, start } }: LocalHeader): boolean {
  return (bytes.readUInt16LE(start + 6) & DATA_DESCRIPTOR_BIT) !== 0 && bytes.readUInt32LE(start + 22) === 0;
}

/** Whether the inflated or packed size differs, zip64 values included. 0 stands for a size in the data descriptor. */
function sizesDisagree(found: LocalHeader, { size, packedSize }: ZipEntry): boolean {
  const { bytes, start } = found.header;
  const isElsewhere = (bytes.readUInt16LE(start + 6) & DATA_DESCRIPTOR_BIT) !== 0;
  const stated = wideNumbers([bytes.readUInt32LE(start + 22), bytes.readUInt32LE(start + 18)], found.extra);
  return [size, packedSize].some((each, at) => stated[at] !== each && !(stated[at] === 0 && isElsewhere));
}

/** Whether the checksum differs. 0 is no statement: old writers leave it out, and others use a data descriptor. */
function checksumDisagrees({ header: { bytes, start } }: LocalHeader, { crc }: ZipEntry): boolean {
  const stated = bytes.readUInt32LE(start + 14);
  return stated !== crc && stated !== 0;
}

/** True if its extra fields give the entry a name that differs from the directory's. */
function namesDisagree({ header, extra }: LocalHeader, { name, hasSecondName }: ZipEntry): boolean {
  if (extra.start === extra.end || hasSecondName) return false;
  const second = unicodeName({ ...header, start: header.start + LOCAL_BYTES }, extra);
  return second !== undefined && second !== name && second.replaceAll('\\', '/') !== name;
}

/**
 * True if a local header has another name, method, encryption or size than the central directory.
 * @param directory bytes of the central directory.
 */
export function disagrees(found: LocalHeader, entry: ZipEntry, directory: Buffer): boolean {
  const { bytes, start, end } = found.header;
  return (
    bytes.readUInt16LE(start + 8) !== entry.method ||
    (bytes.readUInt16LE(start + 6) & ENCRYPTED_BIT) !== Number(entry.encrypted) ||
    sizesDisagree(found, entry) ||
    checksumDisagrees(found, entry) ||
    bytes.compare(directory, entry.nameStart, entry.nameEnd, start + LOCAL_BYTES, end) !== 0 ||
    namesDisagree(found, entry)
  );
}

const DESCRIPTOR_SIGNATURE = 0x08074b50;

/** True if the bytes after an entry's data are its data descriptor: APPNOTE §4.3.9, with and without signature and zip64. */
export function isDescriptorOf({ crc, packedSize, size }: ZipEntry, bytes: Buffer): boolean {
  return [0, 4].some((at) => {
    if (at === 4 && (bytes.length < 4 || bytes.readUInt32LE(0) !== DESCRIPTOR_SIGNATURE)) return false;
    if (bytes.length < at + 12 || bytes.readUInt32LE(at) !== crc) return false;
    if (bytes.readUInt32LE(at + 4) === packedSize && bytes.readUInt32LE(at + 8) === size) return true;
    return (
      bytes.length >= at + 20 &&
      readUint64(bytes, at + 4) === packedSize &&
      readUint64(bytes, at + 12) === size
    );
  });
}

/** Returns a function that reads short ranges of a source through a buffered window. Neighbouring ranges need no further read and no view. */
function windowOn(source: ByteSource): (offset: number, length: number) => Stretch {
  let bytes: Buffer = Buffer.alloc(0);
  let origin = 0;
  return (offset, length) => {
    if (offset < origin || offset + length > origin + bytes.length) {
      origin = offset;
      bytes = bufferOf(source.read(offset, Math.min(source.size - offset, Math.max(length, WINDOW_BYTES))));
    }
    return { bytes, start: offset - origin, end: offset - origin + length };
  };
}

/**
 * Finds the header before an entry's bytes. Undefined when there is none, or when the bytes do not fit into the file.
 * Calls in file order cost least.
 */
export type FindLocalHeader = (entry: ZipEntry) => LocalHeader | undefined;

export function localHeadersOf(source: ByteSource): FindLocalHeader {
  const stretch = windowOn(source);
  return (entry) => {
    const { localOffset, packedSize } = entry;
    if (localOffset < 0 || localOffset + LOCAL_BYTES > source.size) return undefined;
    const { bytes, start } = stretch(localOffset, LOCAL_BYTES);
    if (bytes.readUInt32LE(start) !== LOCAL_SIGNATURE) return undefined;
    const headerLength = LOCAL_BYTES + bytes.readUInt16LE(start + 26);
    const extraLength = bytes.readUInt16LE(start + 28);
    const dataStart = localOffset + headerLength + extraLength;
    if (dataStart + packedSize > source.size) return undefined;
    const whole = stretch(localOffset, headerLength + extraLength);
    const nameEnd = whole.start + headerLength;
    return { dataStart, header: { ...whole, end: nameEnd }, extra: { ...whole, start: nameEnd } };
  };
}

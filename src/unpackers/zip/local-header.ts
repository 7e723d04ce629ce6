/** Local file headers: APPNOTE §4.3.7. */
import type { ByteSource } from '../../files/index.js';
import { bufferOf, type Stretch } from './end-record.js';
import type { ZipEntry } from './zip-entry.js';

export const LOCAL_SIGNATURE = 0x04034b50;
export const LOCAL_BYTES = 30;
const DATA_DESCRIPTOR_BIT = 0x8;
const ENCRYPTED_BIT = 0x1;
const WINDOW_BYTES = 256 * 1024;
const MAGIC_32 = 0xffffffff;

export interface LocalHeader {
  /** Where the entry's packed bytes begin. */
  readonly dataStart: number;
  /** The header up to the end of its name; good until the next header is asked for. */
  readonly header: Stretch;
}

/** Zero and the zip64 mark say that the size stands elsewhere: in a data descriptor or an extra field. */
function sizeDisagrees(stated: number, size: number, elsewhere: boolean): boolean {
  return stated !== size && stated !== MAGIC_32 && !(stated === 0 && elsewhere);
}

/**
 * True if a local header (with its name) has another name, method, encryption or size than the central directory.
 * @param directory bytes of the central directory.
 */
export function disagrees({ bytes, start, end }: Stretch, entry: ZipEntry, directory: Buffer): boolean {
  const flags = bytes.readUInt16LE(start + 6);
  const elsewhere = (flags & DATA_DESCRIPTOR_BIT) !== 0;
  return (
    bytes.readUInt16LE(start + 8) !== entry.method ||
    (flags & ENCRYPTED_BIT) !== Number(entry.encrypted) ||
    sizeDisagrees(bytes.readUInt32LE(start + 18), entry.packedSize, elsewhere) ||
    sizeDisagrees(bytes.readUInt32LE(start + 22), entry.size, elsewhere) ||
    bytes.compare(directory, entry.nameStart, entry.nameEnd, start + LOCAL_BYTES, end) !== 0
  );
}

/** Small stretches of a source, out of a window that moves when it must: neighbours cost no read and no view. */
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
 * Finds the header in front of an entry's bytes: undefined when there is none or the bytes do not fit into the file. Cheapest
 * when asked in the order of the file.
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
    const dataStart = localOffset + headerLength + bytes.readUInt16LE(start + 28);
    if (dataStart + packedSize > source.size) return undefined;
    return { dataStart, header: stretch(localOffset, headerLength) };
  };
}

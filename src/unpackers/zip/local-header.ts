/** Local file headers: APPNOTE §4.3.7. */
import type { ByteSource } from '../../files/index.js';
import { bufferOf } from './end-record.js';
import type { ZipEntry } from './zip-entry.js';

export const LOCAL_SIGNATURE = 0x04034b50;
export const LOCAL_BYTES = 30;
const DATA_DESCRIPTOR_BIT = 0x8;
const ENCRYPTED_BIT = 0x1;
const MAGIC_32 = 0xffffffff;

export interface LocalHeader {
  /** Where the entry's packed bytes begin. */
  readonly dataStart: number;
  /** True if name, method, encryption or sizes are not those of the central directory. */
  readonly disagrees: boolean;
}

/** Zero and the zip64 mark say that the size stands elsewhere: in a data descriptor or an extra field. */
function sizeDisagrees(stated: number, size: number, elsewhere: boolean): boolean {
  return stated !== size && stated !== MAGIC_32 && !(stated === 0 && elsewhere);
}

function disagrees(header: Buffer, rawName: Uint8Array, entry: ZipEntry): boolean {
  const flags = header.readUInt16LE(6);
  const elsewhere = (flags & DATA_DESCRIPTOR_BIT) !== 0;
  return (
    header.readUInt16LE(8) !== entry.method ||
    (flags & ENCRYPTED_BIT) !== Number(entry.encrypted) ||
    sizeDisagrees(header.readUInt32LE(18), entry.packedSize, elsewhere) ||
    sizeDisagrees(header.readUInt32LE(22), entry.size, elsewhere) ||
    bufferOf(rawName).compare(entry.rawName) !== 0
  );
}

/** The header in front of an entry's bytes; undefined when there is none or the bytes do not fit into the file. */
export function readLocalHeader(source: ByteSource, entry: ZipEntry): LocalHeader | undefined {
  const { localOffset, packedSize } = entry;
  if (localOffset < 0 || localOffset + LOCAL_BYTES > source.size) return undefined;
  const header = bufferOf(source.read(localOffset, LOCAL_BYTES));
  if (header.readUInt32LE(0) !== LOCAL_SIGNATURE) return undefined;
  const nameLength = header.readUInt16LE(26);
  const dataStart = localOffset + LOCAL_BYTES + nameLength + header.readUInt16LE(28);
  if (dataStart + packedSize > source.size) return undefined;
  const rawName = source.read(localOffset + LOCAL_BYTES, nameLength);
  return { dataStart, disagrees: disagrees(header, rawName, entry) };
}

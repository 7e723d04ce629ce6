/** Extra fields of records and headers: APPNOTE §4.5.3 (zip64) and §4.6.9 (Unicode path). */
import { crc32 } from 'node:zlib';
import { decodeName } from '../../files/index.js';
import { readUint64, type Stretch } from './end-record.js';

/** A size with this value is stored in the zip64 field. */
export const MAGIC_32 = 0xffffffff;
const ZIP64_FIELD = 0x0001;
const UNICODE_PATH_FIELD = 0x7075;

/** Content of an extra field; undefined when the field is missing or exceeds the extra data. */
function extraField({ bytes, start, end }: Stretch, id: number): Buffer | undefined {
  for (let at = start; at + 4 <= end;) {
    const next = at + 4 + bytes.readUInt16LE(at + 2);
    if (bytes.readUInt16LE(at) === id) return next <= end ? bytes.subarray(at + 4, next) : undefined;
    at = next;
  }
  return undefined;
}

/** The name in the Unicode path field, if the field was made for this raw name. */
export function unicodeName({ bytes, start, end }: Stretch, extra: Stretch): string | undefined {
  const field = extraField(extra, UNICODE_PATH_FIELD);
  const fits = field && field.length >= 5 && field[0] === 1;
  return fits && field.readUInt32LE(1) === crc32(bytes.subarray(start, end))
    ? decodeName(field.subarray(5))
    : undefined;
}

/** The numbers, with each `MAGIC_32` replaced by the next value of the zip64 field; NaN where the field lacks a value. */
export function wideNumbers(narrow: readonly number[], extra: Stretch): readonly number[] {
  if (!narrow.includes(MAGIC_32)) return narrow;
  const field = extraField(extra, ZIP64_FIELD);
  let used = 0;
  return narrow.map((value) => {
    if (value !== MAGIC_32) return value;
    used += 8;
    return field && used <= field.length ? readUint64(field, used - 8) : Number.NaN;
  });
}

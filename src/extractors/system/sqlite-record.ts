// https://www.sqlite.org/fileformat2.html#record_format
/** A value of a row; null also for a fraction. */
export type SqliteValue = Buffer | string | number | null;

/** A number of one to nine bytes, seven bits each. @returns also the offset behind it; null beyond the end. */
export function readVarint(bytes: Buffer, at: number): readonly [value: number, next: number] | null {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return null;
    value = index === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (index === 8 || byte < 0x80) return [value, at + index + 1];
  }
  return null;
}

/** Bytes of numbers by their type in a row. */
const NUMBER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/** Types of a row that are numbers themselves. */
const ZERO = 8;
const ONE = 9;
/** From here on, even types are bytes and odd ones texts of (type - 12) / 2 bytes. */
const BYTES = 12;

function numberOf(type: number, bytes: Buffer): number | null {
  if (type === ZERO || type === ONE) return type - ZERO;
  if (bytes.length === 8) return type === 6 ? Number(bytes.readBigInt64BE(0)) : null;
  return bytes.length === 0 ? null : bytes.readIntBE(0, bytes.length);
}

function valueOf(type: number, bytes: Buffer): SqliteValue {
  if (type < BYTES) return numberOf(type, bytes);
  return type % 2 === 0 ? bytes : bytes.toString('utf8');
}

/** The values of a row; null if it is cut. */
export function readRow(payload: Buffer): SqliteValue[] | null {
  const head = readVarint(payload, 0);
  if (!head || head[0] > payload.length) return null;
  const values: SqliteValue[] = [];
  const [end] = head;
  let at = head[1];
  for (let next = end; at < end;) {
    const type = readVarint(payload, at);
    if (!type) return null;
    const size = type[0] < BYTES ? (NUMBER_BYTES[type[0]] ?? NaN) : Math.floor((type[0] - BYTES) / 2);
    if (!(next + size <= payload.length)) return null;
    values.push(valueOf(type[0], payload.subarray(next, next + size)));
    at = type[1];
    next += size;
  }
  return values;
}

// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_03
import { decodeName } from '../../files/index.js';

const MAX_LENGTH_DIGITS = 10;

/**
 * Parses the records of a pax header. Each is `LENGTH KEY=VALUE\n`; the decimal length counts the whole record.
 * @returns key → value, where the last record of a key wins; undefined when a record has another form.
 */
export function parsePaxRecords(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.byteLength;) {
    const space = bytes.subarray(at, at + MAX_LENGTH_DIGITS + 1).indexOf(0x20);
    const digits = Buffer.from(bytes.subarray(at, at + Math.max(space, 0))).toString('latin1');
    const length = /^[1-9][0-9]*$/.test(digits) ? Number(digits) : 0;
    const record = bytes.subarray(at + space + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    if (length <= space + 1 || bytes[at + length - 1] !== 0x0a || equals < 1) return undefined;
    records.set(decodeName(record.subarray(0, equals)), decodeName(record.subarray(equals + 1)));
    at += length;
  }
  return records;
}

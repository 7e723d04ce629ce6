import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

/**
 * @typedef {object} ZipEntry
 * @property {string} path name in the archive; a folder's ends in `/`
 * @property {Uint8Array} bytes content; of a link its target
 * @property {boolean} [link]
 * @property {boolean} [executable]
 */

const VERSION = 20;
const HOSTS = { fat: 0, unix: 3 };
/** MS-DOS attributes of an ordinary file. */
const ARCHIVE_ATTRIBUTE = 0x20;
const UTF8_NAME = 0x0800;
/** 1980-01-01, the format's first day: the same input gives the same bytes. */
const FIRST_DAY = (1 << 5) | 1;
const MODES = { folder: 0o40755, link: 0o120777, executable: 0o100755, file: 0o100644 };
/** A count of this value means that the real count is in the zip64 record. */
const ZIP64 = 0xffff;

/**
 * Writes a zip in the given order, without dates. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 * @param {string} file
 * @param {Iterable<ZipEntry>} entries smaller than 4 GiB together; 65,535 and more of them make a zip64
 * @param {{ windows?: boolean }} [options] windows: as some tools of that system write it, with backslashes and no modes
 */
export function writeZip(file, entries, { windows = false } = {}) {
  const bodies = [];
  const directory = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, central, data } = records(windows ? onWindows(entry) : entry, offset);
    bodies.push(local, data);
    directory.push(central);
    offset += local.length + data.length;
  }
  writeFileSync(file, Buffer.concat([...bodies, ...directory, endOf(directory, offset)]));
}

/** End records (APPNOTE 4.3.14–4.3.16). */
function endOf(directory, offset) {
  const size = directory.reduce((sum, record) => sum + record.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(directory.length, ZIP64), 8);
  end.writeUInt16LE(Math.min(directory.length, ZIP64), 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  if (directory.length < ZIP64) return end;

  const large = Buffer.alloc(56);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(45, 12);
  large.writeUInt16LE(45, 14);
  large.writeBigUInt64LE(BigInt(directory.length), 24);
  large.writeBigUInt64LE(BigInt(directory.length), 32);
  large.writeBigUInt64LE(BigInt(size), 40);
  large.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([large, locator, end]);
}

/** @param {ZipEntry} entry */
function records(entry, offset) {
  const name = Buffer.from(entry.path);
  const deflated = deflateRawSync(entry.bytes);
  const store = deflated.length >= entry.bytes.length;
  const data = store ? entry.bytes : deflated;

  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(VERSION, 0);
  shared.writeUInt16LE(UTF8_NAME, 2);
  shared.writeUInt16LE(store ? 0 : 8, 4);
  shared.writeUInt16LE(FIRST_DAY, 8);
  shared.writeUInt32LE(crc32(entry.bytes), 10);
  shared.writeUInt32LE(data.length, 14);
  shared.writeUInt32LE(entry.bytes.length, 18);
  shared.writeUInt16LE(name.length, 22);

  const local = Buffer.concat([signature(0x04034b50), shared, name]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(entry.host === 'fat' ? ARCHIVE_ATTRIBUTE : modeOf(entry) * 0x10000, 6);
  tail.writeUInt32LE(offset, 10);
  const madeBy = Buffer.alloc(2);
  madeBy.writeUInt16LE((HOSTS[entry.host ?? 'unix'] << 8) | VERSION);
  return { local, central: Buffer.concat([signature(0x02014b50), madeBy, shared, tail, name]), data };
}

function onWindows(entry) {
  return { ...entry, path: entry.path.replaceAll('/', '\\'), host: 'fat' };
}

function signature(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function modeOf({ path, link, executable }) {
  if (path.endsWith('/')) return MODES.folder;
  if (link) return MODES.link;
  return executable ? MODES.executable : MODES.file;
}

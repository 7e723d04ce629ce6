// https://www.sqlite.org/fileformat2.html
import { readRow, readVarint, type SqliteValue } from './sqlite-record.js';

/** Rows of a table. */
export interface SqliteRows {
  readonly rows: readonly (readonly SqliteValue[])[];
  /** False if a part of the file contradicts itself or is missing: rows may be missing then. */
  readonly isWhole: boolean;
}

interface SqliteFile {
  readonly bytes: Buffer;
  readonly pageBytes: number;
  /** Bytes of a page without what is reserved at its end. */
  readonly usable: number;
}

const MAGIC = 'SQLite format 3\0';
const HEADER_BYTES = 100;
const LEAF = 0x0d;
const INTERIOR = 0x05;
/** Text encodings of a file: 2 and 3 are UTF-16, which no package manager uses. */
const UTF_8 = 1;

function open(bytes: Buffer): SqliteFile | null {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return null;
  const stated = bytes.readUInt16BE(16);
  const pageBytes = stated === 1 ? 65_536 : stated;
  const isPower = pageBytes >= 512 && (pageBytes & (pageBytes - 1)) === 0;
  if (!isPower || bytes.readUInt32BE(56) !== UTF_8) return null;
  const usable = pageBytes - bytes.readUInt8(20);
  return usable < 480 ? null : { bytes, pageBytes, usable };
}

/** Reads rows of tables, each page once: pages that lead to each other end the walk. */
class TableReader {
  isWhole = true;
  private readonly seen = new Set<number>();
  /** Bytes that rows may still have: together they are smaller than the file, whatever cells name the same bytes. */
  private left: number;
  private readonly file: SqliteFile;

  constructor(file: SqliteFile) {
    this.file = file;
    this.left = file.bytes.length;
  }

  /** A page that was not read before; null otherwise, which is noted. */
  private take(number: number): Buffer | null {
    const { bytes, pageBytes } = this.file;
    const start = (number - 1) * pageBytes;
    if (number < 1 || start + pageBytes > bytes.length || this.seen.has(number)) {
      this.isWhole = false;
      return null;
    }
    this.seen.add(number);
    return bytes.subarray(start, start + pageBytes);
  }

  /** Bytes of a row that are on its own page. */
  private localBytes(size: number): number {
    const { usable } = this.file;
    if (size <= usable - 35) return size;
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const local = least + ((size - least) % (usable - 4));
    return local <= usable - 35 ? local : least;
  }

  /** The rest of a row, which further pages hold. */
  private *overflow(first: number, size: number): Generator<Buffer> {
    let left = size;
    for (let number = first; left > 0;) {
      const page = this.take(number);
      if (!page) return;
      const length = Math.min(left, this.file.usable - 4);
      yield page.subarray(4, 4 + length);
      left -= length;
      number = page.readUInt32BE(0);
    }
  }

  private payloadAt(page: Buffer, at: number): Buffer | null {
    const size = readVarint(page, at);
    const id = size && readVarint(page, size[1]);
    if (!id || (this.left -= size[0]) < 0) return null;
    const local = this.localBytes(size[0]);
    const end = id[1] + local;
    if (end + (local < size[0] ? 4 : 0) > page.length) return null;
    const own = page.subarray(id[1], end);
    if (local === size[0]) return own;
    const parts = [own, ...this.overflow(page.readUInt32BE(end), size[0] - local)];
    const whole = Buffer.concat(parts);
    return whole.length === size[0] ? whole : null;
  }

  private *leafRows(page: Buffer, cells: readonly number[]): Generator<readonly SqliteValue[]> {
    for (const cell of cells) {
      if (this.left < 0) return;
      const payload = this.payloadAt(page, cell);
      const row = payload && readRow(payload);
      if (row) yield row;
      else this.isWhole = false;
    }
  }

  /** Offsets of the cells of a page. @param start of the page's own header. */
  private cellsOf(page: Buffer, start: number, headerBytes: number): number[] {
    const count = page.readUInt16BE(start + 3);
    const most = Math.floor((page.length - start - headerBytes) / 2);
    if (count > most) this.isWhole = false;
    return Array.from({ length: Math.min(count, most) }, (_, index) =>
      page.readUInt16BE(start + headerBytes + 2 * index),
    );
  }

  /** Pages below an interior page. */
  private children(page: Buffer, start: number): number[] {
    const cells = this.cellsOf(page, start, 12).filter((cell) => cell + 4 <= page.length);
    return [...cells.map((cell) => page.readUInt32BE(cell)), page.readUInt32BE(start + 8)];
  }

  /** All rows of the table whose first page this is. */
  *rows(root: number): Generator<readonly SqliteValue[]> {
    const waiting = [root];
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const page = this.take(number);
      if (!page) continue;
      const start = number === 1 ? HEADER_BYTES : 0;
      const kind = page[start];
      if (kind === LEAF) yield* this.leafRows(page, this.cellsOf(page, start, 8));
      else if (kind === INTERIOR) waiting.push(...this.children(page, start).reverse());
      else this.isWhole = false;
    }
  }
}

/** Columns of the table that lists all tables: type, name, name of its table, first page, and how it was made. */
function rootOf(file: SqliteFile, table: string): number | null {
  for (const [type, name, , root] of new TableReader(file).rows(1))
    if (type === 'table' && name === table && typeof root === 'number') return root;
  return null;
}

/**
 * Reads all rows of a table. Nothing else of the database is read, and what a log beside it holds is not seen.
 * @returns null if the bytes are no such database, or it has no such table.
 */
export function readSqliteTable(bytes: Uint8Array, table: string): SqliteRows | null {
  const file = open(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const root = file && rootOf(file, table);
  if (!file || root === null) return null;
  const reader = new TableReader(file);
  const rows = [...reader.rows(root)];
  return { rows, isWhole: reader.isWhole };
}

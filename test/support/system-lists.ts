/** An entry of dpkg's list. */
export function dpkgEntry(fields: Readonly<Record<string, string>>): string {
  return `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')}\n`;
}

/** Numbers of up to 63 bits as SQLite writes them. */
function varint(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128))
    bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
}

type Value = string | number | Buffer | null;

function typeOf(value: Value): number {
  if (value === null) return 0;
  if (typeof value === 'number') return 4;
  return Buffer.isBuffer(value) ? 12 + 2 * value.length : 13 + 2 * Buffer.byteLength(value);
}

function bytesOf(value: Value): Buffer {
  if (value === null) return Buffer.alloc(0);
  if (typeof value === 'string') return Buffer.from(value);
  if (Buffer.isBuffer(value)) return value;
  const number = Buffer.alloc(4);
  number.writeInt32BE(value);
  return number;
}

function record(values: readonly Value[]): Buffer {
  const types = values.flatMap((value) => varint(typeOf(value)));
  return Buffer.concat([Buffer.from([...varint(types.length + 1), ...types]), ...values.map(bytesOf)]);
}

const PAGE = 512;

/** A page of a table with its rows; those that are too large go on in further pages. @param next number of the first further page. */
function leafPage(rows: readonly Buffer[], next: number, headerAt: number): { page: Buffer; more: Buffer[] } {
  const page = Buffer.alloc(PAGE);
  const more: Buffer[] = [];
  let end = PAGE;
  page[headerAt] = 0x0d;
  page.writeUInt16BE(rows.length, headerAt + 3);
  for (const [at, row] of rows.entries()) {
    const least = Math.floor(((PAGE - 12) * 32) / 255) - 23;
    const spread = least + ((row.length - least) % (PAGE - 4));
    const local = row.length <= PAGE - 35 ? row.length : spread <= PAGE - 35 ? spread : least;
    const head = Buffer.from([...varint(row.length), ...varint(at + 1)]);
    const link = Buffer.alloc(row.length > local ? 4 : 0);
    if (link.length > 0) link.writeUInt32BE(next + more.length);
    for (let from = local; from < row.length; from += PAGE - 4) {
      const part = Buffer.alloc(PAGE);
      row.copy(part, 4, from, from + PAGE - 4);
      if (from + PAGE - 4 < row.length) part.writeUInt32BE(next + more.length + 1);
      more.push(part);
    }
    const cell = Buffer.concat([head, row.subarray(0, local), link]);
    end -= cell.length;
    cell.copy(page, end);
    page.writeUInt16BE(end, headerAt + 8 + 2 * at);
  }
  return { page, more };
}

/** A database of one table, whose rows each have a page below one interior page. https://www.sqlite.org/fileformat2.html */
export function sqliteFile(table: string, rows: readonly (readonly Value[])[]): Buffer {
  const schema = record(['table', table, table, 2, `CREATE TABLE ${table} (hnum, blob)`]);
  const first = leafPage([schema], 0, 100).page;
  first.write('SQLite format 3\0', 0, 'latin1');
  first.writeUInt16BE(PAGE, 16);
  first.writeUInt32BE(1, 56);
  const leaves: Buffer[] = [];
  const numbers: number[] = [];
  for (const row of rows) {
    numbers.push(3 + leaves.length);
    const { page, more } = leafPage([record(row)], 4 + leaves.length, 0);
    leaves.push(page, ...more);
  }
  const interior = Buffer.alloc(PAGE);
  const cells = numbers.slice(0, -1);
  interior[0] = 0x05;
  interior.writeUInt16BE(cells.length, 3);
  interior.writeUInt32BE(numbers.at(-1) ?? 0, 8);
  for (const [at, number] of cells.entries()) {
    const place = PAGE - 5 * (at + 1);
    interior.writeUInt32BE(number, place);
    interior[place + 4] = at + 1;
    interior.writeUInt16BE(place, 12 + 2 * at);
  }
  return Buffer.concat([first, interior, ...leaves]);
}

/** Fields of a header by their tags: texts, lists of texts, or numbers. */
export type RpmFields = readonly (readonly [
  tag: number,
  value: string | readonly string[] | readonly number[],
])[];

/** A header as rpm's database stores it. https://rpm-software-management.github.io/rpm/manual/format_header.html */
export function rpmHeader(fields: RpmFields): Buffer {
  const entries: Buffer[] = [];
  let data = Buffer.alloc(0);
  for (const [tag, value] of fields) {
    const list = typeof value === 'string' ? [value] : value;
    const isNumbers = typeof list[0] === 'number';
    if (isNumbers) data = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    const entry = Buffer.alloc(16);
    const type = isNumbers ? 4 : typeof value === 'string' ? 6 : 8;
    for (const [at, number] of [tag, type, data.length, list.length].entries())
      entry.writeUInt32BE(number, 4 * at);
    entries.push(entry);
    const parts = list.map((each) => (typeof each === 'number' ? bytesOf(each) : Buffer.from(`${each}\0`)));
    data = Buffer.concat([data, ...parts]);
  }
  const head = Buffer.alloc(8);
  head.writeUInt32BE(fields.length, 0);
  head.writeUInt32BE(data.length, 4);
  return Buffer.concat([head, ...entries, data]);
}

/** A header of a package. */
export function rpmPackage(name: string, more: RpmFields = []): Buffer {
  const own = [
    [1000, name],
    [1001, '1.0'],
    [1002, '1.el9'],
    [1022, 'x86_64'],
    [1044, `${name}-1.0-1.el9.src.rpm`],
  ] as const;
  const tags = new Set(more.map(([tag]) => tag));
  return rpmHeader([...own.filter(([tag]) => !tags.has(tag)), ...more]);
}

/** `rpmdb.sqlite` of these headers. */
export function rpmDatabase(headers: readonly Buffer[]): Buffer {
  return sqliteFile(
    'Packages',
    headers.map((header) => [null, header]),
  );
}

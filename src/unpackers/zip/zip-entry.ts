/** One record of a central directory. Offsets are relative to the start of the file, prefix bytes included. */
export interface ZipEntry {
  readonly name: string;
  /** Its name is at [nameStart, nameEnd) of the central directory. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** True if an extra field gives a second name for a plain ASCII one; some extractors use the second name. */
  readonly hasSecondName: boolean;
  /** 0 stored, 8 deflate … (APPNOTE 4.4.5). */
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly localOffset: number;
  /** Operating system of the writer (APPNOTE 4.4.2). */
  readonly host: number;
  /** Unix file mode, 0 when the writer gave none. */
  readonly mode: number;
}

export const STORED = 0;
export const DEFLATE = 8;

const FILE_TYPE = 0o170000;
const FOLDER = 0o040000;
const LINK = 0o120000;
const ANY_EXECUTE = 0o111;

/** True if an entry's mode is that of a link. A name that ends in a slash is a folder for every extractor. */
export function isLink(entry: ZipEntry): boolean {
  return (entry.mode & FILE_TYPE) === LINK && !entry.name.endsWith('/');
}

export function isFolder(entry: ZipEntry): boolean {
  return entry.name.endsWith('/') || ((entry.mode & FILE_TYPE) === FOLDER && entry.size === 0);
}

export function isExecutable(entry: ZipEntry): boolean {
  return (entry.mode & ANY_EXECUTE) !== 0;
}

const METHODS: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'BZIP2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [95, 'XZ'],
  [98, 'PPMd'],
  [99, 'AES encryption'],
]);

/** Name of a compression method: `BZIP2`, `method 42`. */
export function methodName(method: number): string {
  return METHODS.get(method) ?? `method ${method}`;
}

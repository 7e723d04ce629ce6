/**
 * Reads programs of .NET that hold their assemblies in one file.
 * https://github.com/dotnet/designs/blob/main/accepted/2020/single-file/bundler.md
 */
import { NumberReader } from '../../executables/index.js';

/** The sha256 of ".net core bundle" and a line break. The eight bytes before it are the place of the header, 0 for none. */
const MARK = Buffer.from('8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae', 'hex');
const KNOWN_VERSIONS: ReadonlySet<number> = new Set([1, 2, 6]);
/** Since this version the header names the list of libraries; since the second one, files may be compressed. */
const WITH_PLACES = 2;
const WITH_COMPRESSION = 6;
/** The list's size, place and size of the runtime's settings, and marks. */
const FURTHER_FIELDS = 4;

const ASSEMBLY = 1;
const LIST = 3;

interface BundledFile {
  readonly path: string;
  readonly offset: number;
  readonly size: number;
  readonly type: number;
}

export interface SingleFile {
  /** Paths of the assemblies in it. */
  readonly assemblies: readonly string[];
  /** The text of its list of libraries; null if the program holds none. */
  readonly list: string | null;
}

/** What cannot be read, and why. */
export interface SingleFileFault {
  readonly fault: string;
}

/** Reads a header from its start to its end; every number outside of the file is NaN. */
class HeaderReader {
  private readonly bytes: Uint8Array;
  private readonly numbers: NumberReader;
  private at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.numbers = new NumberReader(bytes, true);
    this.at = at;
  }

  number(byteCount: 4 | 8): number {
    const value = this.numbers.read(this.at, byteCount);
    this.at += byteCount;
    return value;
  }

  byte(): number {
    const value = this.bytes[this.at] ?? Number.NaN;
    this.at += 1;
    return value;
  }

  /** Its length comes first, seven bits a byte. null where it does not end in the file. */
  text(): string | null {
    const low = this.byte();
    const length = low < 0x80 ? low : (low & 0x7f) + this.byte() * 0x80;
    const end = this.at + length;
    // Paths are shorter than two such bytes can say.
    if (!(end <= this.bytes.length) || length >= 0x4000) return null;
    const text = new TextDecoder().decode(this.bytes.subarray(this.at, end));
    this.at = end;
    return text;
  }
}

function readFile(reader: HeaderReader, version: number, fileBytes: number): BundledFile | null {
  const [offset, size] = [reader.number(8), reader.number(8)];
  const packed = version >= WITH_COMPRESSION ? reader.number(8) : 0;
  const type = reader.byte();
  const path = reader.text();
  const isInside = offset >= 0 && size >= 0 && packed >= 0 && offset + (packed || size) <= fileBytes;
  // The host reads the list where it lies, so builds do not compress it.
  return isInside && path !== null && !(type === LIST && packed > 0) ? { path, offset, size, type } : null;
}

/** The fields of a header before those of its files. */
interface Header {
  readonly version: number;
  readonly count: number;
  /** Where the list of libraries is, 0 for none; null where the version does not say it. */
  readonly listAt: number | null;
}

function readHeader(reader: HeaderReader): Header | SingleFileFault {
  const version = reader.number(4);
  reader.number(4);
  const count = reader.number(4);
  const id = reader.text();
  if (!KNOWN_VERSIONS.has(version)) return { fault: `its format ${version} is not known` };
  if (id === null) return { fault: 'its header is cut off' };
  const listAt = version >= WITH_PLACES ? reader.number(8) : null;
  if (listAt !== null) for (let field = 0; field < FURTHER_FIELDS; field += 1) reader.number(8);
  return { version, count, listAt };
}

function readFiles(bytes: Uint8Array, at: number): readonly BundledFile[] | SingleFileFault {
  const reader = new HeaderReader(bytes, at);
  const header = readHeader(reader);
  if ('fault' in header) return header;
  const files: BundledFile[] = [];
  while (files.length < header.count) {
    const file = readFile(reader, header.version, bytes.length);
    if (!file) return { fault: 'its files lie outside of it' };
    files.push(file);
  }
  const list = files.find(({ type }) => type === LIST);
  // The host takes what the header names, whatever the files say.
  const isOther = header.listAt !== null && header.listAt !== (list?.offset ?? 0);
  return isOther ? { fault: 'it names two lists of libraries' } : files;
}

/** Reads the header of a program that holds files; null for another one, as the host beside assemblies is. */
export function readSingleFile(bytes: Uint8Array): SingleFile | SingleFileFault | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = file.indexOf(MARK);
  const at = mark < 8 ? 0 : new NumberReader(bytes, true).read(mark - 8, 8);
  if (at === 0) return null;
  // The host knows which one is its own.
  if (file.includes(MARK, mark + 1)) return { fault: 'it has several marks of a header' };
  const files = readFiles(bytes, at);
  if ('fault' in files) return files;
  const list = files.find(({ type }) => type === LIST);
  return {
    assemblies: files.filter(({ type }) => type === ASSEMBLY).map(({ path }) => path),
    list: list ? new TextDecoder().decode(bytes.subarray(list.offset, list.offset + list.size)) : null,
  };
}

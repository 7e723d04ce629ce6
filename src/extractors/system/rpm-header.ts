// https://rpm-software-management.github.io/rpm/manual/format_header.html
import { limitOf } from '../../files/index.js';

/** https://rpm-software-management.github.io/rpm/manual/tags.html */
const TAGS = {
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  license: 1014,
  architecture: 1022,
  sourceFile: 1044,
  folderIndexes: 1116,
  baseNames: 1117,
  folders: 1118,
} as const;

const INT32 = 4;
/** Types of one text, of a list of texts, and of a list of translations. */
const TEXTS: ReadonlySet<number> = new Set([6, 8, 9]);
const HEAD_BYTES = 8;
const ENTRY_BYTES = 16;

interface Entry {
  readonly type: number;
  readonly offset: number;
  readonly count: number;
}

/** What a header says about its package. */
export interface RpmHeader {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  /** 0 without one. */
  readonly epoch: number;
  readonly architecture: string;
  /** `openssl-3.0.7-24.el9.src.rpm`; '' if it is not stated. */
  readonly sourceFile: string;
  readonly license: string | null;
  /** Without the slash at their start. */
  readonly files: readonly string[];
}

/** The entries of a header, read when they are asked for; all offsets are checked there. */
class HeaderData {
  private readonly entries: ReadonlyMap<number, Entry>;
  private readonly data: Buffer;

  constructor(entries: ReadonlyMap<number, Entry>, data: Buffer) {
    this.entries = entries;
    this.data = data;
  }

  /** @param most only the first ones. */
  texts(tag: number, most = Infinity): string[] {
    const entry = this.entries.get(tag);
    if (!entry || !TEXTS.has(entry.type)) return [];
    const count = Math.min(entry.count, most);
    const texts: string[] = [];
    for (let at = entry.offset; texts.length < count && at < this.data.length;) {
      const end = this.data.indexOf(0, at);
      if (end === -1) break;
      texts.push(this.data.toString('utf8', at, end));
      at = end + 1;
    }
    return texts;
  }

  text(tag: number): string {
    return this.texts(tag, 1)[0] ?? '';
  }

  numbers(tag: number): number[] {
    const entry = this.entries.get(tag);
    if (entry?.type !== INT32) return [];
    const room = Math.floor((this.data.length - entry.offset) / 4);
    return Array.from({ length: Math.max(0, Math.min(entry.count, room)) }, (_, index) =>
      this.data.readUInt32BE(entry.offset + 4 * index),
    );
  }
}

/** The header's data; null if its sizes do not fit the bytes. */
function open(bytes: Buffer): HeaderData | null {
  if (bytes.length < HEAD_BYTES) return null;
  const [count, dataBytes] = [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
  const dataStart = HEAD_BYTES + count * ENTRY_BYTES;
  if (dataStart + dataBytes > bytes.length) return null;
  const entries = new Map<number, Entry>();
  for (let at = HEAD_BYTES; at < dataStart; at += ENTRY_BYTES) {
    const [type, offset] = [bytes.readUInt32BE(at + 4), bytes.readUInt32BE(at + 8)];
    entries.set(bytes.readUInt32BE(at), { type, offset, count: bytes.readUInt32BE(at + 12) });
  }
  return new HeaderData(entries, bytes.subarray(dataStart, dataStart + dataBytes));
}

/** Names of files. Paths that are longer than Linux allows would, in a hostile header, together need more memory than there is. */
function filesOf(data: HeaderData): string[] {
  const folders = data.texts(TAGS.folders);
  const indexes = data.numbers(TAGS.folderIndexes);
  return data.texts(TAGS.baseNames).flatMap((name, at) => {
    const folder = folders[indexes[at] ?? -1] ?? '';
    return folder.length + name.length > limitOf('path') ? [] : [`${folder}${name}`.replace(/^\//, '')];
  });
}

/** Reads a header as rpm's database stores it; null if it is cut or has no name and version. */
export function readRpmHeader(bytes: Buffer): RpmHeader | null {
  const data = open(bytes);
  if (!data) return null;
  const [name, version, release] = [TAGS.name, TAGS.version, TAGS.release].map((tag) => data.text(tag));
  if (!name || !version || !release) return null;
  const [epoch = 0] = data.numbers(TAGS.epoch);
  return {
    name,
    version,
    release,
    epoch,
    architecture: data.text(TAGS.architecture),
    sourceFile: data.text(TAGS.sourceFile),
    license: data.text(TAGS.license) || null,
    files: filesOf(data),
  };
}

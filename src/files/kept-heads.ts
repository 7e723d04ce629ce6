import { HEAD_BYTES, type FileEntry, type FileRead } from './file-tree.js';
import type { ReadWanted, Wanted } from './read-wanted.js';

/** Bytes of heads that are kept at once. More save reading at the price of memory. */
const KEPT_BYTES = 32 * 1024 * 1024;

/** Readers of the ends and starts of files. Each is undefined where there is none to begin with. */
export interface KeptHeads<H> {
  /** Keeps the heads of the files that it reads whole. */
  readingTails(read: ReadWanted<H> | undefined): ReadWanted<H> | undefined;
  /** Reads no file again whose head was kept. A head is given once: what needs it again keeps what it learned. */
  readingHeads(read: ReadWanted<H> | undefined): ReadWanted<H> | undefined;
}

/** The start of a file in memory of its own, so that the rest can be freed. */
function headOf(bytes: Uint8Array): Uint8Array {
  return bytes.length <= HEAD_BYTES ? bytes : bytes.slice(0, HEAD_BYTES);
}

/** Spares reading small files twice: a packed file has to be unpacked up to its end before its last bytes are known. */
export function keptHeads<H>(files: ReadonlyMap<string, FileEntry>): KeptHeads<H> {
  const kept = new Map<string, Uint8Array>();
  let left = KEPT_BYTES;

  function keep({ path, bytes }: FileRead): void {
    if (!bytes || kept.has(path) || bytes.length !== files.get(path)?.size) return;
    const head = headOf(bytes);
    if (head.length > left) return;
    left -= head.length;
    kept.set(path, head);
  }

  function take(path: string): FileRead[] {
    const bytes = kept.get(path);
    if (!bytes) return [];
    kept.delete(path);
    left += bytes.length;
    return [{ path, bytes }];
  }

  return {
    readingTails: (read) =>
      read &&
      async function* (wanted) {
        for await (const found of read(wanted)) {
          keep(found);
          yield found;
        }
      },
    readingHeads: (read) =>
      read &&
      async function* (wanted) {
        const others: Wanted<H>[] = [];
        for (const each of wanted) {
          const known = take(each.path);
          if (known.length === 0) others.push(each);
          yield* known;
        }
        if (others.length > 0) yield* read(others);
      },
  };
}

import type { Problem } from '../model/index.js';

/** A regular file of a tree. */
export interface FileEntry {
  /** POSIX, relative, normalised, no leading slash. Files of a nested archive are below `outer.zip!/`. */
  readonly path: string;
  /** Inflated size in bytes as the archive states it; reading checks it. */
  readonly size: number;
  readonly executable: boolean;
}

/** Bytes at the start of a file that identify its type. */
export const HEAD_BYTES = 8192;

/** Number of bytes at the end of a file that show whether a zip ends there: an end record and the longest comment. */
export const TAIL_BYTES = 22 + 0xffff;

/** What reading one file gave: its bytes, or why not. */
export type FileRead =
  | { readonly path: string; readonly bytes: Uint8Array; readonly problem?: undefined }
  | { readonly path: string; readonly problem: Problem; readonly bytes?: undefined };

/**
 * Read-only view of an artifact. The only way any part sees bytes. Nothing is extracted: bytes are inflated on demand.
 */
export interface FileTree {
  /** Regular files by path, sorted by path (code-unit order). Paths are safe: no `..`, no absolute path, no NUL. */
  readonly files: ReadonlyMap<string, FileEntry>;
  /**
   * Symbolic links by path: the normalised path of the target in this tree. The target may be a folder, another
   * link, or missing. Links out of the tree are not here (they are a Problem of the unpacker).
   */
  readonly links: ReadonlyMap<string, string>;
  /** Reads one file; the path may go through links. A missing path gives a `missing` problem. */
  read(path: string): Promise<FileRead>;
  /**
   * Reads many files in the order that is cheapest for the tree (an image layer is streamed once for all of them).
   * Yields each path exactly once, in any order.
   */
  readMany(paths: Iterable<string>): AsyncIterable<FileRead>;
  /**
   * The first bytes of many files, in any order: at least `HEAD_BYTES` of each, or the whole file. Heads of larger
   * files are not verified, because a checksum covers a whole file. Cheaper than whole files where the tree allows it.
   */
  readHeads(paths: Iterable<string>): AsyncIterable<FileRead>;
  /** The last bytes of many files: at least `TAIL_BYTES` of each, or the whole file; else as `readHeads`. */
  readTails(paths: Iterable<string>): AsyncIterable<FileRead>;
}

import type { FileRead } from './file-tree.js';

/** A file to read. Its unpacker finds the bytes by `handle`. */
export interface Wanted<H> {
  readonly path: string;
  readonly size: number;
  readonly handle: H;
}

/** Reads files, in any order, yielding each once under its `path`. May throw: files that are not yielded become problems. */
export type ReadWanted<H> = (wanted: readonly Wanted<H>[]) => Iterable<FileRead> | AsyncIterable<FileRead>;

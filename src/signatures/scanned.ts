import type { Finding, Problem } from '../model/index.js';

/** Results of rules, and parts that could not be read. */
export interface Scanned {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Work that threads share, each with its own view of one artifact: a piece has the same number in all of them. */
export interface SharedWork {
  /** Number of a piece that no thread has taken. */
  next(): number;
  /** The other threads' results by piece, once they are done. Unfinished pieces are missing. */
  others(): Promise<ReadonlyMap<number, Scanned>>;
}

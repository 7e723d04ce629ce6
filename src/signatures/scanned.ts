import type { Finding, Problem } from '../model/index.js';

/** What rules found, and what could not be read while looking. */
export interface Scanned {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Work that threads share, each with its own view of one artifact: its pieces have the same numbers in all of them. */
export interface SharedWork {
  /** Number of a piece that no thread has taken. */
  next(): number;
  /** What the others found by piece, once they are done. Pieces that they did not finish are missing. */
  others(): Promise<ReadonlyMap<number, Scanned>>;
}

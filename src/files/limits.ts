import { limitOf } from './limit-table.js';

/** The budget of one artifact. Every default can be changed. */
export interface Limits {
  /** Sum of the inflated sizes of an artifact's files. */
  readonly maxInflatedBytes: number;
  /** The same for images. */
  readonly maxImageBytes: number;
  readonly maxEntries: number;
  /** Inflated : packed, per entry, once it inflates to more than `RATIO_FREE_BYTES`. */
  readonly maxRatio: number;
  /** Archives inside archives. */
  readonly maxNesting: number;
  /** The largest file that may be read. */
  readonly maxFileBytes: number;
  /** Longest path in bytes, deepest path in segments. */
  readonly maxPathBytes: number;
  readonly maxPathDepth: number;
  /** Time without a sign of progress, after which an artifact is given up. No part of its result depends on a clock. */
  readonly maxMillis: number;
  /** JavaScript heap of the worker that reads one artifact. */
  readonly maxHeapMegabytes: number;
}

/** Bytes that an entry may inflate to, however few bytes it is packed in. Libraries of wheels have up to 2 MiB of padding. */
export const RATIO_FREE_BYTES = 4 * 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  maxInflatedBytes: limitOf('inflated'),
  maxImageBytes: limitOf('image'),
  maxEntries: limitOf('entries'),
  maxRatio: limitOf('ratio'),
  maxNesting: limitOf('nesting'),
  maxFileBytes: limitOf('file'),
  maxPathBytes: limitOf('path'),
  maxPathDepth: limitOf('path-depth'),
  maxMillis: limitOf('time'),
  maxHeapMegabytes: limitOf('heap'),
};

/** What one artifact may cost. Defaults of DESIGN §5; every one can be set. */
export interface Limits {
  /** Sum of the inflated sizes of an artifact's files. */
  readonly maxInflatedBytes: number;
  /** The same for images. */
  readonly maxImageBytes: number;
  readonly maxEntries: number;
  /** Inflated : packed, per entry, once it inflates to more than 1 MiB. */
  readonly maxRatio: number;
  /** Archives inside archives. */
  readonly maxNesting: number;
  /** The largest file that may be read. */
  readonly maxFileBytes: number;
  /** Longest path in bytes, deepest path in segments. */
  readonly maxPathBytes: number;
  readonly maxPathDepth: number;
  /** Wall time for one artifact. */
  readonly maxMillis: number;
  /** JavaScript heap of the worker that reads one artifact. */
  readonly maxHeapMegabytes: number;
}

const MIB = 1024 * 1024;

export const DEFAULT_LIMITS: Limits = {
  maxInflatedBytes: 512 * MIB,
  maxImageBytes: 10 * 1024 * MIB,
  maxEntries: 200_000,
  maxRatio: 200,
  maxNesting: 4,
  maxFileBytes: 64 * MIB,
  maxPathBytes: 4096,
  maxPathDepth: 256,
  maxMillis: 60_000,
  maxHeapMegabytes: 1024,
};

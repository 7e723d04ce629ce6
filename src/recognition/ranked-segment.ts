import type { Segment } from './segment.js';
/** Log-likelihoods by version of one package. Versions are names, not ordinals, as several indexes may hold the package. */
export type Likelihoods = ReadonlyMap<string, number>;

/** A segment with its likelihood for each version of its package, and its share of the file. */
export interface RankedSegment {
  readonly segment: Segment;
  readonly likelihoods: Likelihoods;
  /** Numbers of its features that the package has. */
  readonly ownFeatures: readonly number[];
  /** Weight of the segment that any file of the package explains: minifiers move functions that are used once into other files. */
  readonly explained: number;
  /** Share of the file's weight in its likeliest version: 0 to 1. */
  readonly coverage: number;
  /** Versions with a file of this path. */
  readonly holders: ReadonlySet<string>;
}

import type { Segment } from './segment.js';
/** Log-likelihoods by version of one package; versions are told by name, as several indexes may hold the package. */
export type Likelihoods = ReadonlyMap<string, number>;

/** A segment of a package, how likely it is of each version, and how much of its file it has. */
export interface RankedSegment {
  readonly segment: Segment;
  readonly likelihoods: Likelihoods;
  /** Numbers of its features that the package has. */
  readonly ownFeatures: readonly number[];
  /** What of the segment the package has, in any of its files: minifiers put functions that are used once into others. */
  readonly explained: number;
  /** Share of the file, as it is in the likeliest version: 0 to 1. */
  readonly coverage: number;
  /** Versions that have the file under this name. */
  readonly holders: ReadonlySet<string>;
}

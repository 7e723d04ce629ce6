import type { RankedSegment } from './ranked-segment.js';

/** A package that is accepted as part of the bundle. */
export interface AcceptedPackage {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Number of features that hardly any other package has. */
  readonly rareFeatures: number;
  /** Names of the packages that its files in the bundle import. */
  readonly imports: readonly string[];
}

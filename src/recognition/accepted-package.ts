import type { RankedSegment } from './ranked-segment.js';

/** A package that is believed to be in the bundle. */
export interface AcceptedPackage {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Features that hardly any other package has. */
  readonly rareFeatures: number;
  /** Names of the packages that it imports, as far as their files are there. */
  readonly imports: readonly string[];
}

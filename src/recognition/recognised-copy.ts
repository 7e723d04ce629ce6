import type { EvidencedCopy } from './evidenced-copy.js';
import type { Likelihoods, RankedSegment } from './ranked-segment.js';

/** One copy of a package in a bundle. */
export interface RecognisedCopy {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Indexed versions that it fits, likeliest first. */
  readonly plausible: readonly string[];
  /** Log-likelihoods of indexed versions, by its code; none where that was not compared. */
  readonly likelihoods?: Likelihoods;
  /** Published versions that it can be of, ascending. */
  readonly candidateVersions: readonly string[];
  /** What evidence beside the code says of it. */
  readonly evidenced?: EvidencedCopy;
  /** How its versions are known, when not by its code alone. */
  readonly note?: string;
  /** Whether something states them: what others ask for only chooses among them. */
  readonly isStated?: true;
  /** Whether they follow from others whose own versions are not certain. */
  readonly isInferred?: true;
  /** Name of the package that brings it inside its own published file; by itself it may be there besides. */
  readonly embeddedIn?: string;
}

/** Every version that a copy can be of. */
export function versionsOf({ candidateVersions, plausible }: RecognisedCopy): string[] {
  return [...new Set([...candidateVersions, ...plausible])];
}

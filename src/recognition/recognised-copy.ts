import type { EvidencedCopy } from './evidenced-copy.js';
import type { Likelihoods, RankedSegment } from './ranked-segment.js';

/** One copy of a package in a bundle. */
export interface RecognisedCopy {
  readonly name: string;
  readonly segments: readonly RankedSegment[];
  /** Indexed versions that fit, the likeliest first. */
  readonly plausible: readonly string[];
  /** Log-likelihoods of indexed versions by code; absent if the code was not compared. */
  readonly likelihoods?: Likelihoods;
  /** Published versions that it may be, ascending. */
  readonly candidateVersions: readonly string[];
  /** The same copy in build evidence. */
  readonly evidenced?: EvidencedCopy;
  /** How its versions are known, if not by its code alone. */
  readonly note?: string;
  /** Whether something states the versions: requirements then only choose among them. */
  readonly isStated?: true;
  /** Whether the versions follow from copies whose own versions are uncertain. */
  readonly isInferred?: true;
  /** Name of the package that embeds it in its own published file, '' if it is not known. The copy may be there by itself, too. */
  readonly embeddedIn?: string;
}

/** Every version that a copy may be. */
export function versionsOf({ candidateVersions, plausible }: RecognisedCopy): string[] {
  return [...new Set([...candidateVersions, ...plausible])];
}

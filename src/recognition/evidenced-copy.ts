import type { OriginalFile, OwningPackage } from '../evidence/index.js';

/** A copy of a package as evidence beside the code tells it. */
export interface EvidencedCopy {
  readonly owner: OwningPackage;
  /** Names of the packages that it imports; null when nothing says. */
  readonly imports: ReadonlySet<string> | null;
  readonly originals: readonly OriginalFile[];
  /** What its path or its manifest states. */
  readonly version: string | null;
}

/** What evidence beside the code says of a bundle. */
export interface EvidencedCopies {
  /** By folder. */
  readonly copies: ReadonlyMap<string, EvidencedCopy>;
  /** Whether that is all that there is: its code can only be of those. */
  readonly isWhole: boolean;
}

import type { OriginalFile, OwningPackage } from '../evidence/index.js';

/** A copy of a package that build evidence names. */
export interface EvidencedCopy {
  readonly owner: OwningPackage;
  /** Names of the packages that it imports; null if unknown. */
  readonly imports: ReadonlySet<string> | null;
  readonly originals: readonly OriginalFile[];
  /** The version in its path or its manifest; null if neither has one. */
  readonly version: string | null;
}

/** The copies that build evidence names for a bundle. */
export interface EvidencedCopies {
  /** By folder. */
  readonly copies: ReadonlyMap<string, EvidencedCopy>;
  /** Whether the evidence names every package, so that code can only be of those. */
  readonly isWhole: boolean;
}

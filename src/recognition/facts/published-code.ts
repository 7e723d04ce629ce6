import type { PackageFacts } from './package-facts.js';

/** A version of a package as its registry lists it. */
export interface PublishedRelease {
  readonly version: string;
  /** Name → range of its run-time dependencies. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** Access to published packages. Network, cache and budget are behind this interface. */
export interface PublishedCode {
  /** Whether the registry may be queried for a name. Names that may be private must not be sent. */
  mayRequest(name: string): boolean;
  /** Whether the name is that of a widely used package: sending it discloses nothing. */
  isPopular(name: string): boolean;
  /** Published versions in any order; null if they are not available. */
  releases(name: string): Promise<readonly PublishedRelease[] | null>;
  /** The facts of a published version; null if they are not available. */
  facts(name: string, version: string): Promise<PackageFacts | null>;
  /** Whether time and tarballs are left for more queries. */
  hasBudget(): boolean;
}

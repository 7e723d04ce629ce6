import type { PackageFacts } from './package-facts.js';

/** A version of a package as its registry lists it. */
export interface PublishedRelease {
  readonly version: string;
  /** Name → range of what it needs when it runs. */
  readonly dependencies: ReadonlyMap<string, string>;
}

/** What registries published, lent to whoever looks for packages: network, cache and limits are behind it. */
export interface PublishedCode {
  /** Whether a registry may be asked for a name: one that may be private is not given away. */
  mayAsk(name: string): boolean;
  /** Whether everybody knows the name: that it is asked for gives nothing away. */
  isPopular(name: string): boolean;
  /** Published versions of a package in any order; null when they cannot be had. */
  releases(name: string): Promise<readonly PublishedRelease[] | null>;
  /** What a published version is recognised by; null when it cannot be had. */
  facts(name: string, version: string): Promise<PackageFacts | null>;
  /** Whether more may be asked for: some time and some tarballs are left. */
  hasBudget(): boolean;
}

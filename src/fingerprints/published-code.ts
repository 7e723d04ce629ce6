import type { PackageFacts } from './package-facts.js';

/** What registries published, lent to whoever looks for packages: network, cache and limits are behind it. */
export interface PublishedCode {
  /** Published versions of a package in any order; null when they cannot be had. */
  releases(name: string): Promise<readonly string[] | null>;
  /** What a published version is recognised by; null when it cannot be had. */
  facts(name: string, version: string): Promise<PackageFacts | null>;
  /** Whether more may be asked for: some time and some tarballs are left. */
  hasBudget(): boolean;
}

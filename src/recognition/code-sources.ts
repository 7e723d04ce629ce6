import type { Candidate } from '../model/index.js';
import type { PublishedCode } from './facts/published-code.js';
import type { FingerprintIndex } from './index/fingerprint-index.js';

/** Opens the index of known packages at the first call; null if there is none. */
export type FingerprintSource = () => Promise<FingerprintIndex | null>;

/** Opens published code for one bundle at the first call. */
export type PublishedSource = () => Promise<PublishedCode>;

/** What code is compared with. */
export interface CodeSources {
  readonly fingerprints: FingerprintSource;
  /** Null: code is compared with the index only. */
  readonly published: PublishedSource | null;
  /** Packages that are likely to be there, by a lockfile or SBOM. */
  readonly candidates: readonly Candidate[];
}

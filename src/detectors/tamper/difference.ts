import type { FindingEvidence, Severity } from '../../model/index.js';

export type DifferenceRule =
  /** Code of the package is not the code that was published. */
  | 'tampered-code'
  /** Its package.json makes something else run or be installed. */
  | 'tampered-manifest'
  /** A program that the tarball does not hold. */
  | 'added-native'
  /** The registry lists something else than what the tarball holds. */
  | 'manifest-confusion'
  | 'registry-signature'
  | 'unknown-to-registry';

/** One thing about an installed package that is not as it was published. */
export interface Difference {
  readonly rule: DifferenceRule;
  readonly severity: Severity;
  /** The difference in words: `lib/x.js is changed`. */
  readonly text: string;
  readonly evidence: readonly FindingEvidence[];
}

import type { FindingKind } from './finding.js';

/** The lowest severity that fails; `none`: no severity does. */
export const FAIL_LEVELS = ['critical', 'high', 'medium', 'low', 'none'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** Which findings make a run fail. */
export interface Gate {
  readonly severity: FailLevel;
  /** Levels for single kinds of findings. */
  readonly kinds: readonly { readonly kind: FindingKind; readonly severity: FailLevel }[];
  /** What CISA knows to be exploited fails whatever its severity. */
  readonly kev: boolean;
  /** Findings with this exploit probability (0–1) or a higher one fail, too; null: the probability does not matter. */
  readonly epss: number | null;
  /** Level for packages that are known not to be reached by any handler; null: the same as for others. */
  readonly unreachable: FailLevel | null;
  /** Level for functions whose triggers are known and not public; null: the same as for others. */
  readonly unexposed: FailLevel | null;
  /**
   * Level for packages of a bundle that others require and whose own code was not found: their findings are only possible.
   * Null: they make no run fail.
   */
  readonly required: FailLevel | null;
  /** Only findings that the baseline lacks fail. */
  readonly newOnly: boolean;
}

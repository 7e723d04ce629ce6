/** Findings of an earlier report. */
export interface Baseline {
  /** The report's name in messages. */
  readonly source: string;
  /** Fingerprints of findings in functions, and of those in artifacts that no function mounted. */
  readonly fingerprints: ReadonlySet<string>;
}

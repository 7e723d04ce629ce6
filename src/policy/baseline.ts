/** What an earlier report had. */
export interface Baseline {
  /** The report, as messages name it. */
  readonly source: string;
  /** Fingerprints of findings in functions, and of those in artifacts that no function mounted. */
  readonly fingerprints: ReadonlySet<string>;
}

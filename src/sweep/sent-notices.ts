/** The result of sending to a sink. */
export interface SendingResult {
  readonly sink: string;
  /** Findings that were sent, or that wait for the next sweep. */
  readonly findings: number;
  /** Null: they were sent. */
  readonly problem: string | null;
}

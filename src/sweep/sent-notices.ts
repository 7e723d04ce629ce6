/** How telling a sink ended. */
export interface Told {
  readonly sink: string;
  /** Findings that it was told of, or that wait for the next sweep. */
  readonly findings: number;
  /** Null: they were sent. */
  readonly problem: string | null;
}

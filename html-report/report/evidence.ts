import type { CodeFrame } from '../../src/model/finding.js';

/** What was seen where. */
export interface Evidence {
  readonly method: string | null;
  readonly path: string;
  readonly line: number | null;
  readonly detail: string | null;
  readonly frame: CodeFrame | null;
}

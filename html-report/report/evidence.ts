import type { CodeFrame } from '../../src/model/finding.js';

/** What was seen where. */
export interface Evidence {
  readonly method: string | null;
  readonly path: string;
  readonly line: number | null;
  readonly detail: string | null;
  readonly frame: CodeFrame | null;
  /** Id of the function whose code it is; null: the finding's own. */
  readonly function: string | null;
  /** The resource that this step puts the data into. */
  readonly into: string | null;
}

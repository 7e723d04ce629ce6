import type { PageData } from '../../src/reporters/html/page-data.js';
import type { Artifact, FunctionView } from './model.js';
import type { Tables } from './read-rows.js';

/** A report while its rows are turned into what they stand for; its lists fill up on the way. */
export interface Opening {
  readonly data: PageData;
  readonly tables: Tables;
  /** By the index that rows use. */
  readonly artifacts: Artifact[];
  readonly mountedBy: (artifact: Artifact) => readonly FunctionView[];
}

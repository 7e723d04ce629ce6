import type { Artifact, UnresolvedImport } from '../model/index.js';

/** An analysed artifact with what the join needs beside the report's own fields. */
export interface JoinableArtifact extends Artifact {
  readonly unresolvedImports: readonly UnresolvedImport[];
  /** A file `bootstrap` is at its root. */
  readonly bootstrap: boolean;
  /** Files that a handler can name; null where an earlier version stored the analysis, which kept none. */
  readonly handlerFiles: ReadonlySet<string> | null;
}

import type { Artifact, Inventory, UnresolvedImport } from '../model/index.js';

/** An analysed artifact with what the join needs beside the report's own fields. */
export interface JoinableArtifact extends Artifact {
  readonly unresolvedImports: readonly UnresolvedImport[];
  /** A file `bootstrap` is at its root. */
  readonly bootstrap: boolean;
  /** Files that a handler can name; null where an earlier version stored the analysis, which kept none. */
  readonly handlerFiles: ReadonlySet<string> | null;
  /** Facts of analyses; null if none were kept. */
  readonly facts: Inventory['facts'] | null;
}

type JoinFacts = Omit<JoinableArtifact, keyof Artifact>;

/** What the join needs of an inventory, which an earlier version may have stored. */
export function joinFacts(inventory: Inventory): JoinFacts {
  const { unresolvedImports, bootstrap, facts = null } = inventory;
  const { handlerFiles }: Partial<Pick<Inventory, 'handlerFiles'>> = inventory;
  return { unresolvedImports, bootstrap, handlerFiles: handlerFiles ? new Set(handlerFiles) : null, facts };
}

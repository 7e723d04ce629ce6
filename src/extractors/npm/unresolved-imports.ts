import type { InstalledForest } from './installed-tree.js';
import type { TreeContents } from './read-tree.js';
import { below, parentOf } from './tree-path.js';

/** Whether code in a folder means the package it is itself part of: a package may import itself by its own name. */
function isSelfImport(manifests: TreeContents['manifests'], from: string, name: string): boolean {
  for (let folder = from; ; folder = parentOf(folder)) {
    if (manifests.get(below(folder, 'package.json'))?.name === name) return true;
    if (folder === '') return false;
  }
}

function missingOfPackages({ edges }: InstalledForest): string[] {
  return [...edges.values()].flatMap(({ unresolved }) =>
    unresolved.filter(({ type, reason }) => type === 'prod' && reason === 'missing').map(({ name }) => name),
  );
}

/** Names that application code imports and no folder look-up finds, and dependencies that packages miss. Sorted. */
export function unresolvedImports(
  forest: InstalledForest,
  { manifests, imports }: Pick<TreeContents, 'manifests' | 'imports'>,
): string[] {
  const ofCode = [...imports].flatMap(([folder, names]) =>
    [...names].filter(
      (name) => !forest.resolver.resolve(folder, name, '*') && !isSelfImport(manifests, folder, name),
    ),
  );
  return [...new Set([...missingOfPackages(forest), ...ofCode])].sort();
}

import type { InstalledForest } from './installed-tree.js';
import type { TreeContents } from './read-tree.js';
import { isWithin, parentOf } from './tree-path.js';

/** Whether code in a folder means the package it is itself part of: a package may import itself by its own name. */
function selfImports(manifests: TreeContents['manifests']): (folder: string, name: string) => boolean {
  const foldersOf = new Map<string, string[]>();
  for (const [path, { name }] of manifests) {
    if (name === null) continue;
    const folders = foldersOf.get(name);
    if (folders) folders.push(parentOf(path));
    else foldersOf.set(name, [parentOf(path)]);
  }
  return (folder, name) => foldersOf.get(name)?.some((own) => isWithin(folder, own)) ?? false;
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
  const isSelf = selfImports(manifests);
  const ofCode = [...imports].flatMap(([folder, names]) =>
    [...names].filter((name) => !forest.resolver.resolve(folder, name, '*') && !isSelf(folder, name)),
  );
  return [...new Set([...missingOfPackages(forest), ...ofCode])].sort();
}

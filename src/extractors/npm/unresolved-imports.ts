import type { UnresolvedImport } from '../../model/index.js';
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

/** Names that application code imports and no folder look-up finds, and dependencies that packages miss. Each once, sorted. */
export function unresolvedImports(
  forest: InstalledForest,
  {
    manifests,
    imports,
    needed,
    foreign: { mapped },
  }: Pick<TreeContents, 'manifests' | 'imports' | 'needed' | 'foreign'>,
): UnresolvedImport[] {
  const byName = new Map<string, UnresolvedImport>();
  for (const name of missingOfPackages(forest)) byName.set(name, { name, by: 'package' });
  for (const [folder, names] of imports)
    for (const name of names) {
      const isThere = mapped.has(name) || forest.resolver.resolve(folder, name, '*');
      if (isThere || isSelfImport(manifests, folder, name)) continue;
      const isNeeded = needed.get(folder)?.has(name) || byName.get(name)?.by === 'application';
      byName.set(name, { name, by: isNeeded ? 'application' : 'package' });
    }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

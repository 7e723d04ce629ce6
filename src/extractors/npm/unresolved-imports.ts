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

type Asked = Pick<TreeContents, 'manifests' | 'imports' | 'needed' | 'foreign'>;

/** What application code imports and no folder look-up finds, by folder. */
function missingOfCode(
  { resolver }: InstalledForest,
  { manifests, imports, foreign: { mapped } }: Asked,
): (readonly [folder: string, name: string])[] {
  const isMissing = (folder: string, name: string): boolean =>
    !mapped.has(name) && !resolver.resolve(folder, name, '*') && !isSelfImport(manifests, folder, name);
  return [...imports].flatMap(([folder, names]) =>
    [...names].filter((name) => isMissing(folder, name)).map((name) => [folder, name] as const),
  );
}

/** Names that application code imports and no folder look-up finds, and dependencies that packages miss. Each once, sorted. */
export function unresolvedImports(forest: InstalledForest, asked: Asked): UnresolvedImport[] {
  const ofCode = missingOfCode(forest, asked);
  const needed = ofCode.filter(([folder, name]) => asked.needed.get(folder)?.has(name));
  const byName = new Map<string, UnresolvedImport>();
  for (const name of missingOfPackages(forest)) byName.set(name, { name, by: 'package' });
  for (const [, name] of ofCode) byName.set(name, { name, by: 'package' });
  for (const [, name] of needed) byName.set(name, { name, by: 'application' });
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

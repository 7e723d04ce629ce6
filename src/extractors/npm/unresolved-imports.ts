import { type FileTree, below, parentOf } from '../../files/index.js';
import type { MissingImport } from '../extractor.js';
import { confirmImports } from './confirm-imports.js';
import type { InstalledForest } from './installed-tree.js';
import type { TreeContents } from './read-tree.js';

/** Whether code in a folder imports the package that it is part of: a package may import itself by its own name. */
function isSelfImport(manifests: TreeContents['manifests'], from: string, name: string): boolean {
  for (let folder = from; ; folder = parentOf(folder)) {
    if (manifests.get(below(folder, 'package.json'))?.name === name) return true;
    if (folder === '') return false;
  }
}

function missingOfPackages({ edges }: InstalledForest): MissingImport[] {
  return [...edges.values()].flatMap(({ unresolved }) =>
    unresolved
      .filter(({ type, reason }) => type === 'prod' && reason === 'missing')
      .map(({ name }): MissingImport => ({ name, by: 'package' })),
  );
}

/** Files of application code → packages that they seem to import and no folder look-up finds. */
function suspectsOf(
  { resolver }: InstalledForest,
  { manifests, imports, foreign: { mapped } }: Pick<TreeContents, 'manifests' | 'imports' | 'foreign'>,
): ReadonlyMap<string, readonly string[]> {
  const isMissing = (folder: string, name: string): boolean =>
    !mapped.has(name) && !resolver.resolve(folder, name, '*') && !isSelfImport(manifests, folder, name);
  const suspects = new Map<string, readonly string[]>();
  for (const [path, names] of imports) {
    const missing = [...names].filter((name) => isMissing(parentOf(path), name));
    if (missing.length > 0) suspects.set(path, missing);
  }
  return suspects;
}

/** Names that application code imports and no folder look-up finds, by file, and dependencies that packages miss. */
export async function unresolvedImports(
  tree: FileTree,
  forest: InstalledForest,
  contents: Pick<TreeContents, 'manifests' | 'imports' | 'foreign'>,
): Promise<MissingImport[]> {
  const ofCode = await confirmImports(tree, suspectsOf(forest, contents));
  return [...missingOfPackages(forest), ...ofCode];
}

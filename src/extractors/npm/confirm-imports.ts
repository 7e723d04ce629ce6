import type { FileTree } from '../../files/index.js';
import type { UnresolvedImport } from '../../model/index.js';
import { importedModules, parseAndKeep, requireNames, scriptText } from '../../syntax/index.js';
import { packageOfSpecifier } from './module-imports.js';

/** Packages that a script imports → whether it goes on without them; null for what no parser takes (TypeScript, JSX, what is too large). */
function importedPackages(tree: FileTree, bytes: Uint8Array): ReadonlyMap<string, boolean> | null {
  const text = scriptText(bytes);
  const program = parseAndKeep(tree, text);
  if (typeof program === 'string') return null;
  const packages = new Map<string, boolean>();
  for (const [specifier, isTried] of importedModules(program, requireNames(text))) {
    const name = packageOfSpecifier(specifier);
    if (name !== null) packages.set(name, isTried && (packages.get(name) ?? true));
  }
  return packages;
}

/**
 * Which of the packages that texts seem to import are imported by code: a text may speak of them in a message, and code may
 * try whether one is there.
 * @param suspects files → names that their texts seem to import
 */
export async function confirmImports(
  tree: FileTree,
  suspects: ReadonlyMap<string, readonly string[]>,
): Promise<UnresolvedImport[]> {
  const confirmed: UnresolvedImport[] = [];
  for await (const { path, bytes } of tree.readMany(suspects.keys())) {
    const packages = bytes ? importedPackages(tree, bytes) : null;
    for (const name of suspects.get(path) ?? []) {
      const isTried = packages ? packages.get(name) : false;
      if (isTried !== undefined) confirmed.push({ name, by: isTried ? 'attempt' : 'application' });
    }
  }
  return confirmed;
}

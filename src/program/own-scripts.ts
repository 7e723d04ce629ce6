import type { FileTree } from '../files/index.js';
import { contentKind } from './script-content.js';
import { possibleScripts } from './possible-scripts.js';
import { isScriptName } from './script-names.js';

const IN_INSTALLED_PACKAGE = /(?:^|\/)node_modules\//;

/** Paths of files outside of installed packages whose content is a script although their names are not a script's. */
export async function ownScripts(tree: FileTree): Promise<ReadonlySet<string>> {
  const candidates = [...tree.files.values()].filter(
    ({ path, size }) => size > 0 && !isScriptName(path) && !IN_INSTALLED_PACKAGE.test(path),
  );
  const scripts = new Set<string>();
  const begun = await possibleScripts(
    tree,
    candidates.map(({ path }) => path),
  );
  for await (const { path, bytes } of tree.readMany(begun))
    if (!bytes || contentKind(bytes) === 'script') scripts.add(path);
  return scripts;
}

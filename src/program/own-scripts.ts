import { isInPackageFolder } from '../ecosystems/index.js';
import type { FileTree } from '../files/index.js';
import { contentKind, mayBeScript } from './script-content.js';
import { isScriptName } from './script-names.js';

/** Files of an artifact outside of installed packages that are scripts by their content and not by their names. */
export async function ownScripts(tree: FileTree): Promise<ReadonlySet<string>> {
  const candidates = [...tree.files.values()].filter(
    ({ path, size }) => size > 0 && !isScriptName(path) && !isInPackageFolder(path),
  );
  const begun: string[] = [];
  for await (const { path, bytes } of tree.readHeads(candidates.map((entry) => entry.path)))
    if (bytes && mayBeScript(bytes, { size: tree.files.get(path)?.size ?? Infinity })) begun.push(path);
  const scripts = new Set<string>();
  for await (const { path, bytes } of tree.readMany(begun))
    if (!bytes || contentKind(bytes) === 'script') scripts.add(path);
  return scripts;
}

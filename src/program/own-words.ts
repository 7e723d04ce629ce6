import { limitOf, type FileTree } from '../files/index.js';
import { scriptText } from '../syntax/index.js';
import { plainWords } from './imports/quoted-words.js';
import type { TreeModules } from './resolve/tree-modules.js';

/** Files of configurations, which may name packages. */
const NAMING_FILE = /(?:^|\/)[^/]*\.(?:json|ya?ml|toml|ini|env|txt|conf|properties)$|(?:^|\/)\.env[^/]*$/i;
const IN_MODULES = /(?:^|\/)node_modules\//;

/** Manifests and lockfiles name all packages. */
function isManifest(path: string): boolean {
  return /(?:^|\/)(?:package|package-lock|npm-shrinkwrap|tsconfig[^/]*)\.json$|\.lock$|pnpm-lock\.yaml$/.test(
    path,
  );
}

/** All words of some small configuration files. */
export async function configuredNames(tree: FileTree, paths: readonly string[]): Promise<Set<string>> {
  const naming = paths.filter(
    (path) =>
      NAMING_FILE.test(path) &&
      !isManifest(path) &&
      (tree.files.get(path)?.size ?? 0) <= limitOf('naming-file'),
  );
  const words = new Set<string>();
  for await (const { bytes } of tree.readMany(naming))
    if (bytes) for (const word of plainWords(scriptText(bytes))) words.add(word);
  return words;
}

/** Names of installed packages in the function's own configurations, and as endings of its own files: `views/index.ejs`. */
export async function ownWords(tree: FileTree, modules: TreeModules): Promise<readonly string[]> {
  const own = [...tree.files.keys()].filter((path) => !IN_MODULES.test(path));
  const words = await configuredNames(tree, own);
  for (const path of own) words.add(path.slice(path.lastIndexOf('.') + 1));
  return [...words].filter((word) => modules.isInstalled(word)).sort();
}

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

/** Names of installed packages in the function's own configurations, and as endings of its own files: `views/index.ejs`. */
export async function ownWords(tree: FileTree, modules: TreeModules): Promise<readonly string[]> {
  const own = [...tree.files.values()].filter(({ path }) => !IN_MODULES.test(path));
  const naming = own.filter(
    ({ path, size }) => NAMING_FILE.test(path) && !isManifest(path) && size <= limitOf('naming-file'),
  );
  const words = new Set(own.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)));
  for await (const { bytes } of tree.readMany(naming.map(({ path }) => path)))
    if (bytes) for (const word of plainWords(scriptText(bytes))) words.add(word);
  return [...words].filter((word) => modules.isInstalled(word)).sort();
}

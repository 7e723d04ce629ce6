import { foldersOf, limitOf, resolveLink, type FileTree } from '../files/index.js';
import { isScriptName } from '../program/index.js';
import { handlerRulesOf, npm } from '../ecosystems/index.js';
import { PackageOwners, type Package } from '../model/index.js';

const IN_MODULES = /(?:^|\/)node_modules\//;
/** A folder with a manifest is a module by its own name. */
const MANIFEST = /(?:^|\/)package\.json$/;
const SHELL_SCRIPT = /\.(?:sh|bash)$/i;
const HAS_ENDING = /\.[^/]*$/;

/** Whether a runtime of another language finds handlers in a file of this name. */
function isHandlerFile(path: string): boolean {
  return handlerRulesOf(null).some((rules) => rules.isFile(path));
}

/** The shallowest ones, if they are too many. */
function withinLimit(paths: readonly string[]): readonly string[] {
  const count = limitOf('handler-files');
  if (paths.length <= count) return paths;
  const byDepth = paths
    .map((path) => ({ path, depth: path.split('/').length }))
    .sort((a, b) => a.depth - b.depth);
  return byDepth.slice(0, count).map(({ path }) => path);
}

/** Links that lead to a file or a folder. */
function linkedPaths({ files, links }: FileTree): string[] {
  if (links.size === 0) return [];
  const folders = foldersOf(files.keys());
  return [...links.keys()].filter((path) => {
    const target = resolveLink({ links }, path);
    return target !== undefined && (files.has(target) || folders.has(target));
  });
}

/**
 * Files that a function's handler can name, sorted: scripts outside of installed packages, manifests of folders, and what a
 * wrapper such as AWS Lambda Web Adapter starts (shell scripts, programs without an ending). Handlers in installed packages are
 * known by the package.
 * @param scripts files that are scripts by their content.
 */
export function handlerFiles(
  tree: FileTree,
  { packages, scripts }: { readonly packages: readonly Package[]; readonly scripts: ReadonlySet<string> },
): readonly string[] {
  const installed = packages.filter(
    ({ ecosystem, locations: [first] }) => ecosystem !== npm.name || (first && IN_MODULES.test(first.path)),
  );
  const owners = new PackageOwners(installed);
  const isOwn = (path: string): boolean => owners.ownerOf(path) === undefined;
  const own = [...tree.files.values()].filter(
    ({ path, executable }) =>
      (isScriptName(path) ||
        scripts.has(path) ||
        isHandlerFile(path) ||
        SHELL_SCRIPT.test(path) ||
        MANIFEST.test(path) ||
        (executable && !HAS_ENDING.test(path))) &&
      isOwn(path),
  );
  const paths = [...own.map(({ path }) => path), ...linkedPaths(tree).filter(isOwn)];
  return [...withinLimit(paths)].sort();
}

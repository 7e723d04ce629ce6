import { isStandardModule, moduleNameOf, pypi } from '../../ecosystems/index.js';
import { limitOf, parentOf, type FileTree } from '../../files/index.js';
import { eachNameOnce } from '../../model/index.js';
import type { MissingImport } from '../extractor.js';
import { importsOf } from './python-imports.js';
import { PYTHON_CODE, PYTHON_SOURCE } from './python-files.js';
import type { ResolvedRequirements } from './requirement-graph.js';

/** Names of modules right in each folder: files of code, and folders with code somewhere below. */
function modulesByFolder(tree: FileTree): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of tree.files.keys()) {
    if (!PYTHON_CODE.test(path)) continue;
    for (let at = path; at !== ''; at = parentOf(at)) {
      const names = folders.get(parentOf(at)) ?? new Set();
      const name = moduleNameOf(at);
      if (names.has(name)) break;
      names.add(name);
      folders.set(parentOf(at), names);
    }
  }
  return folders;
}

/** Whether a module lies where a file's imports may start: a folder of packages, the file's own folder or one above it. */
function isThere(name: string, file: string, { folders, sites }: Modules): boolean {
  if (sites.some((site) => folders.get(site)?.has(name))) return true;
  for (let folder = parentOf(file); ; folder = parentOf(folder)) {
    if (folders.get(folder)?.has(name)) return true;
    if (folder === '') return false;
  }
}

interface Modules {
  readonly folders: ReadonlyMap<string, ReadonlySet<string>>;
  readonly sites: readonly string[];
}

async function importedByCode(
  tree: FileTree,
  own: ReadonlySet<string>,
  sites: readonly string[],
): Promise<MissingImport[]> {
  const modules = { folders: modulesByFolder(tree), sites: [...sites, 'python'] };
  const sources = [...own].filter((path) => {
    const size = tree.files.get(path)?.size ?? 0;
    return PYTHON_SOURCE.test(path) && size <= limitOf('python-script');
  });
  const missing: MissingImport[] = [];
  for await (const { path, bytes } of tree.readMany(sources)) {
    for (const { name, isAttempt } of importsOf(new TextDecoder().decode(bytes ?? new Uint8Array()))) {
      if (isStandardModule(name) || isThere(name, path, modules)) continue;
      missing.push({ name, ecosystem: pypi.name, by: isAttempt ? 'attempt' : 'application' });
    }
  }
  return missing;
}

/** What code imports and packages require that the artifact does not hold, each name once. */
export async function missingImports(
  tree: FileTree,
  own: ReadonlySet<string>,
  {
    sites,
    resolved,
  }: { readonly sites: readonly string[]; readonly resolved: readonly ResolvedRequirements[] },
): Promise<MissingImport[]> {
  const required = resolved.flatMap(({ unresolved }) =>
    unresolved
      .filter(({ reason }) => reason === 'missing')
      .map(({ name }): MissingImport => ({ name, ecosystem: pypi.name, by: 'package' })),
  );
  return eachNameOnce([...required, ...(await importedByCode(tree, own, sites))]);
}

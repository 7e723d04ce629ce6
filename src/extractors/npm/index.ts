import { type FileTree, baseOf, below } from '../../files/index.js';
import type { ApplicationRoot } from '../../model/index.js';
import { isScriptName } from '../../program/index.js';
import type { ExtractContext, Extraction, Extractor } from '../extractor.js';
import { copiedPackages } from './copied-packages.js';
import { rootId } from './declared.js';
import { foreignProblems, foreignRows, isDenoFile } from './foreign-imports.js';
import { connect, joinManifests, problemsOf } from './installed-tree.js';
import { loadedSamples } from './loaded-samples.js';
import { locatePackages, type LocatedPackages } from './locate-packages.js';
import type { Manifest } from '../../ecosystems/index.js';
import { packageRows } from './package-rows.js';
import { readTree, type TreeContents } from './read-tree.js';
import { readLocks } from './root-locks.js';
import { LOCKFILES } from '../../lockfiles/index.js';
import { findRoots, lockfileOf, type RootFolder } from './roots.js';
import { unresolvedImports } from './unresolved-imports.js';
import { workspaceFolders } from './workspaces.js';

function managerOf({ trace, ...root }: RootFolder, manifest: Manifest | undefined): string | null {
  const locked = lockfileOf({ trace, ...root });
  const byManifest = manifest?.manager?.split('@')[0];
  return trace ?? byManifest ?? (locked === null ? null : (LOCKFILES.get(baseOf(locked)) ?? null));
}

/** The artifact itself is a root only of imports by specifiers of other systems. */
function withRoot(roots: readonly RootFolder[], used: ReadonlySet<string>): readonly RootFolder[] {
  if (!used.has(rootId('')) || roots.some(({ path }) => path === '')) return roots;
  return [{ path: '', hasManifest: false, lockfiles: [], trace: null }, ...roots];
}

const NONE: ReadonlySet<string> = new Set();

interface Survey {
  readonly folders: LocatedPackages['folders'];
  readonly roots: readonly RootFolder[];
  readonly contents: TreeContents;
}

/** The folders of packages, the roots, and what their manifests and code say. */
async function survey(tree: FileTree, scripts: ReadonlySet<string>, loaded = NONE): Promise<Survey> {
  const { folders, samples } = locatePackages(tree, loaded);
  const roots = findRoots(tree, folders);
  const contents = await readTree(tree, folders.values(), { roots, scripts });
  if (samples.size === 0 || loaded.size > 0) return { folders, roots, contents };
  const found = await loadedSamples(tree, { samples, folders, contents });
  return found.size === 0 ? { folders, roots, contents } : survey(tree, scripts, found);
}

async function extract(
  tree: FileTree,
  { scripts = NONE }: Pick<ExtractContext, 'scripts'> = {},
): Promise<Extraction> {
  const { folders, roots, contents } = await survey(tree, scripts);
  const packages = joinManifests(folders.values(), contents.manifests);
  const forest = connect(tree, packages, { roots, manifests: contents.manifests });
  const workspaces = await workspaceFolders(tree, roots, contents.manifests);
  const locks = readLocks(forest, roots, { contents, workspaces });
  const copied = copiedPackages(roots, { contents, forest, workspaces });
  const rows = [
    ...packageRows(forest, locks.lockfiles),
    ...copied.packages,
    ...locks.declared,
    ...foreignRows(contents.foreign),
  ];
  const used = new Set([...rows, ...copied.copies].map(({ root }) => root));
  return {
    roots: withRoot(roots, used)
      .filter(({ path, lockfiles }) => lockfiles.length > 0 || used.has(rootId(path)))
      .map((root): ApplicationRoot => {
        const manifest = contents.manifests.get(below(root.path, 'package.json'));
        return {
          id: rootId(root.path),
          path: root.path,
          name: manifest?.name ?? null,
          manager: managerOf(root, manifest),
        };
      }),
    packages: rows,
    copies: copied.copies,
    problems: [
      ...contents.problems,
      ...forest.problems,
      ...roots.flatMap(({ path }) => contents.manifests.get(below(path, 'package.json'))?.problems ?? []),
      ...forest.packages.flatMap(problemsOf),
      ...locks.problems,
      ...foreignProblems(contents.foreign),
    ],
    drifts: locks.drifts,
    comparesLockfile: locks.comparesLockfile,
    unresolvedImports: await unresolvedImports(tree, forest, contents),
  };
}

/**
 * Packages of npm, pnpm, Yarn and Bun: those in `node_modules` as Node finds them, else those that a lockfile or manifest
 * declares.
 */
export const npm = {
  id: 'npm',
  title: 'npm packages (npm, pnpm, Yarn, Bun)',
  recognises(tree: FileTree, { scripts = NONE }: Pick<ExtractContext, 'scripts'> = {}) {
    if (scripts.size > 0) return true;
    for (const path of tree.files.keys()) {
      const name = baseOf(path);
      if (name === 'package.json' || LOCKFILES.has(name) || isScriptName(path) || isDenoFile(path))
        return true;
    }
    return false;
  },
  extract,
} satisfies Extractor;

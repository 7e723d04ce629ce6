import { groupBy, type Drift, type Package, type Problem } from '../../model/index.js';
import { unlockedProblem } from '../locked-packages.js';
import { declaredByLockfile, declaredByManifest, rootId } from './declared.js';
import { findDrifts, type InstalledBelow } from './drift.js';
import { bundledIn } from './graph.js';
import type { Installed } from './installed.js';
import type { InstalledForest } from './installed-tree.js';
import { type Lockfile, readLockfile } from '../../lockfiles/index.js';
import { type Manifest, nearestOf } from '../../ecosystems/index.js';
import { hiddenLockfileOf, type TreeContents } from './read-tree.js';
import { lockfileOf, type RootFolder } from './roots.js';
import { below, parentOf } from '../../files/index.js';

/** Rows that lockfiles and manifests of all roots add to the installed packages. */
export interface LockedFacts {
  readonly declared: readonly Package[];
  readonly drifts: readonly Drift[];
  /** Whether a lockfile was compared with what is installed. */
  readonly comparesLockfile: boolean;
  /** All lockfiles that were read, hidden ones included. */
  readonly lockfiles: readonly Lockfile[];
  readonly problems: readonly Problem[];
}

interface ReadRoot {
  readonly root: RootFolder;
  readonly manifest: Manifest | null;
  readonly lockfile: Lockfile | null;
}

function readRoot(root: RootFolder, { manifests, lockfiles }: TreeContents): ReadRoot {
  const manifest = manifests.get(below(root.path, 'package.json')) ?? null;
  const read = lockfiles.get(lockfileOf(root) ?? '');
  return { root, manifest, lockfile: read ? readLockfile(read, manifest) : null };
}

/** Names without a row of their own: lockfiles of folders above stand for them, or a workspace has the name. */
function namesAround(folder: string, roots: ReadonlyMap<string, ReadRoot>): ReadonlySet<string> {
  const names = new Set<string>();
  for (let around = folder; around !== '';) {
    around = parentOf(around);
    for (const { name } of roots.get(around)?.lockfile?.packages.values() ?? []) names.add(name);
  }
  return names;
}

/** Rows for a root without installed packages, in it or in a folder around it. */
function declaredOf(
  { root, manifest, lockfile }: ReadRoot,
  roots: ReadonlyMap<string, ReadRoot>,
): readonly Package[] {
  if (lockfile && lockfile.packages.size > 0) return declaredByLockfile(lockfile, rootId(root.path));
  if (!manifest || manifest.dependencies.size === 0) return [];
  const known = namesAround(root.path, roots);
  return declaredByManifest(manifest, root.path).filter(({ name }) => !known.has(name));
}

/** Names that the code of each root imports. */
function importsByRoot(
  roots: ReadonlyMap<string, ReadRoot>,
  imports: TreeContents['imports'],
): ReadonlyMap<string, ReadonlySet<string>> {
  const byRoot = new Map<string, Set<string>>();
  for (const [file, names] of imports) {
    const path = nearestOf(roots, parentOf(file))?.root.path;
    if (path === undefined) continue;
    const known = byRoot.get(path) ?? new Set();
    for (const name of names) known.add(name);
    byRoot.set(path, known);
  }
  return byRoot;
}

/**
 * Packages that only a manifest declares: their versions and dependencies are unknown. That hides packages only where
 * code still imports them (a bundler leaves the manifest as it was), or where there is no code to check.
 */
function unlockedProblems(
  { root, lockfile }: ReadRoot,
  rows: readonly Package[],
  imported: ReadonlySet<string> | undefined,
): Problem[] {
  if (rows.length === 0 || (lockfile && lockfile.packages.size > 0)) return [];
  const needed = imported ? rows.filter(({ name, alias }) => imported.has(alias ?? name)) : rows;
  return [unlockedProblem(below(root.path, 'package.json'), rows, needed)];
}

/** A lockfile completes the answer only where nothing is installed. */
function lockfileProblems({ problems }: Lockfile, isInstalled: boolean): readonly Problem[] {
  return problems.map((found) => (isInstalled ? { ...found, affectsCompleteness: false } : found));
}

function groupByRoot(
  packages: readonly Installed[],
  rootOf: (root: string) => string,
): ReadonlyMap<string, readonly Installed[]> {
  return groupBy(packages, ({ folder }) => (folder.isLinked ? [] : [rootOf(folder.root)]));
}

/** Whether a root's packages are installed, in its own folder or in one around it. */
function isServed(
  { root, manifest }: ReadRoot,
  own: readonly Installed[],
  { resolver }: InstalledForest,
): boolean {
  if (own.length > 0) return true;
  const dependencies = [...(manifest?.dependencies.values() ?? [])];
  return dependencies.some(({ name, spec }) => resolver.resolve(root.path, name, spec));
}

/** Packages that came in the tarball of a package around them; see `InstalledBelow`. */
function carriedIn({ packages, edges }: InstalledForest): InstalledBelow['carried'] {
  const copies = packages.filter(({ folder }) => folder.presence === 'vendored');
  return new Map<Installed, string | null>([
    ...copies.map((found) => [found, null] as const),
    ...bundledIn(packages, (from) => edges.get(from)?.targets ?? []),
  ]);
}

/** The root whose lockfile describes the packages installed below a root. For a workspace without a lockfile this is the project. */
function lockedRoot(
  path: string,
  roots: ReadonlyMap<string, ReadRoot>,
  workspaces: ReadonlySet<string>,
): string {
  const isPassed = (at: string): boolean =>
    !roots.has(at) || (workspaces.has(at) && !roots.get(at)?.lockfile);
  let at = path;
  while (at !== '' && isPassed(at)) at = parentOf(at);
  return at;
}

/** Names and versions of the project's own folders; see `InstalledBelow`. */
function ownFolders(roots: ReadonlyMap<string, ReadRoot>): ReadonlySet<string> {
  return new Set([...roots.values()].map(({ manifest }) => `${manifest?.name}@${manifest?.version}`));
}

export interface LockSurroundings {
  readonly contents: TreeContents;
  /** Folders of workspaces. */
  readonly workspaces: ReadonlySet<string>;
}

/** Compares lockfiles with the installed packages, which have precedence. Without installed packages, the result is that of the lockfiles. */
export function readLocks(
  forest: InstalledForest,
  roots: readonly RootFolder[],
  { contents, workspaces }: LockSurroundings,
): LockedFacts {
  const readRoots = new Map(roots.map((root) => [root.path, readRoot(root, contents)]));
  const ownNames = new Set([...readRoots.values()].map(({ manifest }) => manifest?.name));
  const installed = groupByRoot(forest.packages, (root) => root);
  const described = groupByRoot(forest.packages, (root) => lockedRoot(root, readRoots, workspaces));
  const shared = { carried: carriedIn(forest), own: ownFolders(readRoots) };
  const imported = importsByRoot(readRoots, contents.imports);
  const declared: Package[] = [];
  const drifts: Drift[] = [];
  const problems: Problem[] = [];
  const lockfiles: Lockfile[] = [];
  let comparesLockfile = false;
  for (const [path, read] of readRoots) {
    const packages = installed.get(path) ?? [];
    const hidden = contents.lockfiles.get(hiddenLockfileOf(path));
    if (hidden) lockfiles.push(readLockfile(hidden, null));
    const served = isServed(read, packages, forest);
    if (!served) {
      const rows = declaredOf(read, readRoots).filter(({ name }) => !ownNames.has(name));
      declared.push(...rows);
      problems.push(...unlockedProblems(read, rows, imported.get(path)));
    }
    if (!read.lockfile) continue;
    lockfiles.push(read.lockfile);
    problems.push(...lockfileProblems(read.lockfile, served));
    if (packages.length > 0 && read.lockfile.packages.size > 0) {
      comparesLockfile = true;
      drifts.push(
        ...findDrifts({ root: path, packages: described.get(path) ?? [], ...shared }, read.lockfile),
      );
    }
  }
  return { declared, drifts, comparesLockfile, lockfiles, problems };
}

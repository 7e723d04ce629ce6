import type { Drift, Package, Problem } from '../../model/index.js';
import type { FileTree } from '../../files/index.js';
import { declaredByLockfile, declaredByManifest, rootId } from './declared.js';
import { findDrifts } from './drift.js';
import type { InstalledForest } from './installed-tree.js';
import type { Lockfile } from './lockfile.js';
import type { Manifest } from './manifest.js';
import { readLockfile } from './read-lockfile.js';
import { hiddenLockfileOf, type TreeContents } from './read-tree.js';
import { lockfileOf, type RootFolder } from './roots.js';
import { below, isWithin } from './tree-path.js';

/** What the lockfiles and manifests of all roots say beside what is installed. */
export interface LockedFacts {
  readonly declared: readonly Package[];
  readonly drifts: readonly Drift[];
  /** Everything that was read, hidden lockfiles included. */
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

/** Names that lockfiles of folders around (workspaces' root) already stand for. */
function lockedAround(folder: string, roots: readonly ReadRoot[]): ReadonlySet<string> {
  const around = roots.filter(({ root }) => root.path !== folder && isWithin(folder, root.path));
  return new Set(
    around.flatMap(({ lockfile }) => [...(lockfile?.packages.values() ?? [])].map(({ name }) => name)),
  );
}

/** Rows for a root of which nothing is installed, here or in a folder around it. */
function declaredOf({ root, manifest, lockfile }: ReadRoot, roots: readonly ReadRoot[]): readonly Package[] {
  if (lockfile && lockfile.packages.size > 0) return declaredByLockfile(lockfile, rootId(root.path));
  if (!manifest || manifest.dependencies.size === 0) return [];
  const known = lockedAround(root.path, roots);
  return declaredByManifest(manifest, root.path).filter(({ name }) => !known.has(name));
}

/** A lockfile only completes the answer where nothing is installed. */
function lockfileProblems(lockfile: Lockfile | null, isInstalled: boolean): readonly Problem[] {
  return (lockfile?.problems ?? []).map((found) =>
    isInstalled ? { ...found, affectsCompleteness: false } : found,
  );
}

/** Compares lockfiles with what is installed; what is installed outranks them, and where nothing is they are the answer. */
export function readLocks(
  tree: FileTree,
  {
    forest,
    roots,
    contents,
  }: { forest: InstalledForest; roots: readonly RootFolder[]; contents: TreeContents },
): LockedFacts {
  const readRoots = roots.map((root) => readRoot(root, contents));
  const declared: Package[] = [];
  const drifts: Drift[] = [];
  const problems: Problem[] = [];
  const hidden: Lockfile[] = [];
  for (const read of readRoots) {
    const { path } = read.root;
    const packages = forest.packages.filter(({ folder }) => folder.root === path && !folder.isLinked);
    const dependencies = [...(read.manifest?.dependencies.values() ?? [])];
    const isServed =
      packages.length > 0 || dependencies.some(({ name, spec }) => forest.resolver.resolve(path, name, spec));
    const hiddenRead = contents.lockfiles.get(hiddenLockfileOf(path));
    if (hiddenRead) hidden.push(readLockfile(hiddenRead, null));
    problems.push(...lockfileProblems(read.lockfile, isServed));
    if (!isServed) declared.push(...declaredOf(read, readRoots));
    else if (read.lockfile && read.lockfile.packages.size > 0 && packages.length > 0) {
      drifts.push(...findDrifts({ root: path, packages }, read.lockfile));
    }
  }
  const lockfiles = [...hidden, ...readRoots.flatMap(({ lockfile }) => lockfile ?? [])];
  return { declared, drifts, lockfiles, problems };
}

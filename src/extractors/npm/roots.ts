import { LOCKFILES, type Manager } from '../../lockfiles/index.js';
import { type FileTree, baseOf, below, parentOf } from '../../files/index.js';
import type { PackageFolder } from './locate-packages.js';
import { nearestOf } from '../../ecosystems/index.js';

/** Files and folders that a manager leaves in its installation, most reliable first. */
const TRACES: readonly (readonly [string, Manager])[] = [
  ['node_modules/.modules.yaml', 'pnpm'],
  ['node_modules/.yarn-state.yml', 'yarn'],
  ['node_modules/.yarn-integrity', 'yarn'],
  ['node_modules/.package-lock.json', 'npm'],
  ['.pnp.cjs', 'yarn'],
  ['.pnp.data.json', 'yarn'],
];

/** A folder outside of all packages from which a tree of packages hangs. */
export interface RootFolder {
  readonly path: string;
  readonly hasManifest: boolean;
  /** Paths of lockfiles beside it, in the order of `LOCKFILES`. */
  readonly lockfiles: readonly string[];
  /** The manager that left traces; lockfiles count only without such traces. */
  readonly trace: Manager | null;
}

const SEGMENT_INSIDE = /(?:^|\/)(?:node_modules|\.yarn|\.git)\//;

/** Folders outside of packages with a manifest or lockfile of their own. */
function foldersWithManifests(tree: FileTree, packages: ReadonlyMap<string, PackageFolder>): string[] {
  const folders = new Set<string>();
  for (const path of tree.files.keys()) {
    const name = baseOf(path);
    if (name !== 'package.json' && !LOCKFILES.has(name)) continue;
    if (SEGMENT_INSIDE.test(path) || nearestOf(packages, parentOf(path))) continue;
    folders.add(parentOf(path));
  }
  return [...folders];
}

function traceOf(tree: FileTree, path: string, packages: readonly PackageFolder[]): Manager | null {
  for (const [trace, manager] of TRACES) if (tree.files.has(below(path, trace))) return manager;
  const store = below(path, 'node_modules/.pnpm/');
  return packages.some((found) => found.path.startsWith(store)) ? 'pnpm' : null;
}

/** Every folder that may be a root: it owns packages, or holds a manifest or lockfile outside of packages. Sorted. */
export function findRoots(tree: FileTree, packages: ReadonlyMap<string, PackageFolder>): RootFolder[] {
  const byRoot = new Map<string, PackageFolder[]>();
  for (const path of foldersWithManifests(tree, packages)) byRoot.set(path, []);
  for (const found of packages.values()) {
    const list = byRoot.get(found.root);
    if (list) list.push(found);
    else byRoot.set(found.root, [found]);
  }
  return [...byRoot.keys()].sort().map((path) => ({
    path,
    hasManifest: tree.files.has(below(path, 'package.json')),
    lockfiles: [...LOCKFILES.keys()].map((name) => below(path, name)).filter((file) => tree.files.has(file)),
    trace: traceOf(tree, path, byRoot.get(path) ?? []),
  }));
}

/** The lockfile that describes a root: its manager's if that is known, else the first. */
export function lockfileOf({ lockfiles, trace }: RootFolder): string | null {
  return lockfiles.find((path) => LOCKFILES.get(baseOf(path)) === trace) ?? lockfiles[0] ?? null;
}

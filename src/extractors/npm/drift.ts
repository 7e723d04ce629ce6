import type { Drift } from '../../model/index.js';
import { installedId, type Installed } from './installed.js';
import { requiredKeys, type LockedPackage, type Lockfile } from './lockfile.js';
import { below } from './tree-path.js';

/** Folder prefix of one tree and what lies in it. */
export interface InstalledTree {
  /** Folder of the root. */
  readonly root: string;
  readonly packages: readonly Installed[];
}

function identity({ name, version }: { readonly name: string; readonly version: string | null }): string {
  return `${name}@${version ?? ''}`;
}

function groupByName<T extends { readonly name: string }>(items: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.name);
    if (group) group.push(item);
    else groups.set(item.name, [item]);
  }
  return groups;
}

/** Both sides without what is the same on both. */
function differing({ packages }: InstalledTree, locked: Iterable<LockedPackage>) {
  const all = [...locked];
  const lockedIds = new Set(all.map(identity));
  const installedIds = new Set(packages.map(identity));
  return {
    installed: packages.filter((found) => found.version !== null && !lockedIds.has(identity(found))),
    locked: all.filter((found) => found.version !== null && !installedIds.has(identity(found))),
  };
}

/** The locked entry that an installed package stands in for: of the same place, else the only candidate left. */
function counterpart(
  found: Installed,
  candidates: readonly LockedPackage[],
  root: string,
): LockedPackage | undefined {
  const samePlace = candidates.find(
    ({ location }) => location !== null && below(root, location) === found.folder.path,
  );
  return samePlace ?? candidates[0];
}

function notInstalled({ name, version }: LockedPackage, lockfile: string): Drift {
  return {
    kind: 'not-installed',
    ecosystem: 'npm',
    name,
    package: null,
    installedVersion: null,
    lockedVersion: version,
    lockfile,
  };
}

/**
 * Differences between what is installed and what was locked, by name and version: a manager may place the same packages
 * in other folders. Development, optional and peer dependencies that are absent are no difference; neither are packages
 * whose version one of the sides does not tell.
 */
export function findDrifts(tree: InstalledTree, lockfile: Lockfile): Drift[] {
  const required = requiredKeys(lockfile);
  const { installed, locked } = differing(tree, lockfile.packages.values());
  const unmatched = groupByName(locked);
  const drifts: Drift[] = [];
  for (const found of installed) {
    const candidates = unmatched.get(found.name) ?? [];
    const partner = counterpart(found, candidates, tree.root);
    if (partner) candidates.splice(candidates.indexOf(partner), 1);
    drifts.push({
      kind: partner ? 'version' : 'not-locked',
      ecosystem: 'npm',
      name: found.name,
      package: installedId(found.folder.path),
      installedVersion: found.version,
      lockedVersion: partner?.version ?? null,
      lockfile: lockfile.path,
    });
  }
  const absent = [...unmatched.values()].flat().filter(({ key }) => required.has(key));
  return [...drifts, ...absent.map((entry) => notInstalled(entry, lockfile.path))];
}

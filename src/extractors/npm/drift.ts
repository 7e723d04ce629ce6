import { npm } from '../../ecosystems/index.js';
import type { Drift } from '../../model/index.js';
import { installedId, type Installed } from './installed.js';
import { requiredKeys, type LockedPackage, type Lockfile } from '../../lockfiles/index.js';
import { below } from '../../files/index.js';

function identity({ name, version }: { readonly name: string; readonly version: string | null }): string {
  return `${name}@${version ?? ''}`;
}

/** Locked packages that nothing installed matches, to be paired with installed ones that nothing locked matches. */
function unmatchedIn(locked: readonly LockedPackage[], root: string) {
  const byName = new Map<string, Set<LockedPackage>>();
  const byPlace = new Map<string, LockedPackage>();
  for (const entry of locked) {
    byName.set(entry.name, (byName.get(entry.name) ?? new Set()).add(entry));
    if (entry.location !== null) byPlace.set(below(root, entry.location), entry);
  }
  return {
    /** Takes the entry of the same place, else any of the name. */
    take({ name, folder }: Installed): LockedPackage | undefined {
      const entries = byName.get(name);
      const samePlace = byPlace.get(folder.path);
      const [any] = entries ?? [];
      const taken = samePlace && entries?.has(samePlace) ? samePlace : any;
      if (taken) entries?.delete(taken);
      return taken;
    },
    rest: (): LockedPackage[] => [...byName.values()].flatMap((entries) => [...entries]),
  };
}

function notInstalled({ name, version }: LockedPackage, lockfile: string): Drift {
  return {
    kind: 'not-installed',
    ecosystem: npm.name,
    name,
    package: null,
    installedVersion: null,
    lockedVersion: version,
    lockfile,
  };
}

/** Lockfiles count what npm runs by itself, node-gyp where there is a `binding.gyp`, as a script, too. */
function hasLostScript({ manifest, folder }: Installed, locked: LockedPackage | undefined): boolean {
  return (
    locked?.hasInstallScript === true && manifest !== null && !manifest.hasInstallScript && !folder.hasGyp
  );
}

function installedOtherwise(found: Installed, locked: LockedPackage | undefined, lockfile: string): Drift {
  return {
    kind: locked ? 'version' : 'not-locked',
    ecosystem: npm.name,
    name: found.name,
    package: installedId(found.folder.path),
    installedVersion: found.version,
    lockedVersion: locked?.version ?? null,
    lockfile,
    ...(hasLostScript(found, locked) && { installScriptGone: true as const }),
  };
}

/** Names without a version in a lockfile: git and file dependencies of old lockfiles, links to folders. */
function openNames({ packages, links = new Set() }: Lockfile): ReadonlySet<string> {
  const open = [...packages.values()].filter(({ version }) => version === null);
  return new Set([...links, ...open.flatMap(({ name, alias }) => (alias === null ? [name] : [name, alias]))]);
}

/** Packages installed below a root. */
export interface InstalledBelow {
  readonly root: string;
  readonly packages: readonly Installed[];
  /** Those that came in the tarball of a package around them, with the folder of that package where it lists them. */
  readonly carried: ReadonlyMap<Installed, string | null>;
  /** Names and versions of the project's own folders, as `name@version`: links to them may be deployed as copies. */
  readonly own: ReadonlySet<string>;
}

/** Packages that the lockfile covers. A package from another one's tarball counts as locked only where the lockfile has its place. */
function comparedIn({ root, packages, carried, own }: InstalledBelow, lockfile: Lockfile): Installed[] {
  const locked = [...lockfile.packages.values()];
  const places = new Set(locked.map(({ location }) => location && below(root, location)));
  const names = new Set(locked.map(({ name }) => name));
  const open = openNames(lockfile);
  return packages.filter((found) => {
    if (open.has(found.name) || open.has(found.folder.name)) return false;
    if (!names.has(found.name) && own.has(identity(found))) return false;
    return !carried.has(found) || places.has(found.folder.path);
  });
}

/** Whether a locked package has a dependency in its own tarball; the lockfile does not install such a dependency. */
function bringsIn({ packages, carried }: InstalledBelow): Parameters<typeof requiredKeys>[1] {
  const byPath = new Map(packages.map((found) => [found.folder.path, found]));
  const brought = new Set<string>();
  for (const [{ folder }, path] of carried) {
    const carrier = byPath.get(path ?? '');
    if (carrier) brought.add(`${carrier.name} ${folder.name}`);
  }
  return (dependent, { name, alias }) => brought.has(`${dependent.name} ${alias ?? name}`);
}

/**
 * Differences between installed and locked packages below a root, by name and version, because a manager may use other
 * folders. Ignores absent development, optional and peer dependencies, packages without a version on one side, those
 * from another package's tarball, and copies of the project's own folders.
 */
export function findDrifts(installed: InstalledBelow, lockfile: Lockfile): Drift[] {
  const packages = comparedIn(installed, lockfile);
  const locked = [...lockfile.packages.values()];
  const lockedIds = new Set(locked.map(identity));
  const installedIds = new Set(packages.map(identity));
  const required = requiredKeys(lockfile, bringsIn(installed));
  const absent = locked.filter((entry) => entry.version !== null && !installedIds.has(identity(entry)));
  // What must be there is paired first.
  const sorted = absent.toSorted((a, b) => Number(required.has(b.key)) - Number(required.has(a.key)));
  const unmatched = unmatchedIn(sorted, installed.root);
  const drifts = packages
    .filter((found) => found.version !== null && !lockedIds.has(identity(found)))
    .map((found) => installedOtherwise(found, unmatched.take(found), lockfile.path));
  const missing = unmatched.rest().filter(({ key }) => required.has(key));
  return [...drifts, ...missing.map((entry) => notInstalled(entry, lockfile.path))];
}

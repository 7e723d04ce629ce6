import { normaliseName, type Ecosystem } from '../ecosystems/index.js';
import { parentOf } from '../files/index.js';
import { requiredKeys, shippedKeys, type LockedPackage, type Lockfile } from '../lockfiles/index.js';
import { groupBy, type ApplicationRoot, type Drift, type Package } from '../model/index.js';

/** What is installed, and the folders that it is installed in. */
export interface Installed {
  readonly roots: readonly ApplicationRoot[];
  readonly packages: readonly Package[];
}

export interface LockRules {
  readonly ecosystem: Ecosystem;
  /** Whether everything that an installation brings is in the lockfile. */
  readonly listsAll: boolean;
  /** Whether every installation brings all that the lockfile lists: it does not list what only tests, builds or other systems need. */
  readonly isAllInstalled: boolean;
  /** Names of packages that no lockfile lists: tools of the installation. */
  readonly tools?: readonly string[];
}

/** What lockfiles and installed packages differ in. */
export interface LockDrifts {
  readonly drifts: readonly Drift[];
  /** Whether a lockfile was compared with what is installed. */
  readonly comparesLockfile: boolean;
}

/** The nearest of some folders, the folder itself or one above it. */
export function nearestFolder(from: string, folders: { has(folder: string): boolean }): string | null {
  for (let folder = from; ; folder = parentOf(folder)) {
    if (folders.has(folder)) return folder;
    if (folder === '') return null;
  }
}

function isInstalled({ presence }: Package): boolean {
  return presence === 'installed' || presence === 'bundled';
}

/** Whether a lockfile allows a version of a package: an entry without a version allows any. */
function allows(locked: readonly LockedPackage[], version: string, { versions }: Ecosystem): boolean {
  return locked.some(
    (each) =>
      each.version === null || each.version === version || versions?.compare(each.version, version) === 0,
  );
}

/** The difference in one package of which copies are installed; several may be left of earlier installations. */
function installedDrift(
  copies: readonly Package[],
  locked: readonly LockedPackage[],
  { ecosystem, listsAll }: LockRules,
): Omit<Drift, 'lockfile'> | null {
  const [first] = copies;
  const isKnown = copies.every(({ version, versionState }) => version !== null && versionState === 'exact');
  if (!first || !isKnown || copies.some(({ version }) => allows(locked, version ?? '', ecosystem)))
    return null;
  // The application itself is in no lockfile.
  if (locked.length === 0 && (!listsAll || first.origin === 'private')) return null;
  return {
    kind: locked.length === 0 ? 'not-locked' : 'version',
    ecosystem: ecosystem.name,
    name: first.name,
    package: first.id,
    installedVersion: first.version,
    lockedVersion: locked[0]?.version ?? null,
  };
}

function driftsOf(installed: readonly Package[], lockfile: Lockfile, rules: LockRules): Drift[] {
  const { ecosystem, isAllInstalled, tools = [] } = rules;
  const { path, packages, rootEdges } = lockfile;
  const keyOf = ({ name }: { readonly name: string }): string => normaliseName(ecosystem.name, name);
  const locked = groupBy([...packages.values()], (each) => [keyOf(each)]);
  const byName = groupBy(installed, (each) => [keyOf(each)]);
  const differing = [...byName].flatMap(([name, copies]) =>
    tools.includes(name) ? [] : (installedDrift(copies, locked.get(name) ?? [], rules) ?? []),
  );
  const required = rootEdges === null ? shippedKeys(lockfile) : requiredKeys(lockfile, () => false);
  const absent = [...packages.values()].filter((each) => required.has(each.key) && !byName.has(keyOf(each)));
  const missing = absent.map(({ name, version }) => ({
    kind: 'not-installed' as const,
    ecosystem: ecosystem.name,
    name,
    package: null,
    installedVersion: null,
    lockedVersion: version,
  }));
  return [...differing, ...(isAllInstalled ? missing : [])].map((drift) => ({ ...drift, lockfile: path }));
}

/** Compares each lockfile with what is installed in its folder and below it, up to the next lockfile. */
export function lockDrifts(
  { roots, packages }: Installed,
  lockfiles: readonly Lockfile[],
  rules: LockRules,
): LockDrifts {
  const byFolder = new Map(
    lockfiles.filter((each) => each.packages.size > 0).map((each) => [parentOf(each.path), each]),
  );
  const lockOfRoot = new Map(roots.map(({ id, path }) => [id, nearestFolder(path, byFolder)]));
  const installed = groupBy(packages.filter(isInstalled), ({ root }) => {
    const folder = lockOfRoot.get(root) ?? null;
    return folder === null ? [] : [folder];
  });
  return {
    drifts: [...installed].flatMap(([folder, own]) => {
      const lockfile = byFolder.get(folder);
      return lockfile ? driftsOf(own, lockfile, rules) : [];
    }),
    comparesLockfile: installed.size > 0,
  };
}

import { normaliseName, pypi, type PythonEnvironment } from '../../ecosystems/index.js';
import { baseOf, linkTarget, parentOf, type FileTree } from '../../files/index.js';
import {
  pythonLockfileOf,
  readForeignLockfile,
  type Lockfile,
  type PythonManager,
} from '../../lockfiles/index.js';
import { groupBy, type ApplicationRoot, type Drift, type Package, type Problem } from '../../model/index.js';
import { nearestFolder } from '../lock-drift.js';
import { appliesIn, pythonRows, unpinnedProblem } from './declared-rows.js';
import type { Distribution } from './distribution.js';
import type { FileOwners } from './file-owners.js';
import { findDrifts } from './lock-drift.js';
import { rootId } from './package-rows.js';

export interface Installation {
  readonly distributions: readonly Distribution[];
  readonly carriers: ReadonlyMap<number, number>;
  readonly owners: FileOwners;
  readonly environment: PythonEnvironment;
  /** Packages that no metadata describes. */
  readonly unlisted: readonly { readonly name: string; readonly site: string }[];
}

/** What lockfiles and lists of requirements add to the installed packages. */
export interface LockedFacts {
  readonly roots: readonly ApplicationRoot[];
  readonly declared: readonly Package[];
  readonly drifts: readonly Drift[];
  /** Whether a lockfile was compared with what is installed. */
  readonly comparesLockfile: boolean;
  readonly problems: readonly Problem[];
  /** Names that the application itself requires, normalised; null where no file tells. */
  readonly required: ReadonlySet<string> | null;
}

const NO_PLACE = /(?:^|\/)(?:node_modules|site-packages|dist-packages)\//;

/** The lockfile of each folder: the first by the order of the readers. */
function lockfilePaths(tree: FileTree, owners: FileOwners): ReadonlyMap<string, string> {
  const byFolder = new Map<string, { readonly path: string; readonly rank: number }>();
  for (const path of tree.files.keys()) {
    const found = pythonLockfileOf(baseOf(path));
    if (found === null || owners.has(path) || NO_PLACE.test(path)) continue;
    const known = byFolder.get(parentOf(path));
    if (known === undefined || found.rank < known.rank)
      byFolder.set(parentOf(path), { path, rank: found.rank });
  }
  return new Map([...byFolder].map(([folder, { path }]) => [folder, path]));
}

function notIncluded(path: string, include: string): Problem {
  const message = `Includes ${include}, which is not there: what it requires was not seen.`;
  return { code: 'unresolved', path, message, affectsCompleteness: true };
}

/** The file that a path in another one means; undefined where it is not there. */
function fileAt(tree: FileTree, from: string, path: string): string | undefined {
  const target = linkTarget(from, path, false);
  return target !== undefined && tree.files.has(target) ? target : undefined;
}

function managerAt(path: string): PythonManager {
  return pythonLockfileOf(baseOf(path))?.manager ?? 'pip';
}

/** Files that a list of requirements names, as far as they are there, and a problem for each missing one that it includes. */
function namedFiles(
  tree: FileTree,
  path: string,
  { includes = [], constraints = [] }: Lockfile,
): { readonly included: string[]; readonly constraints: string[]; readonly problems: Problem[] } {
  const present = (names: readonly string[]): string[] =>
    names.flatMap((name) => fileAt(tree, path, name) ?? []);
  const missing = includes.filter((name) => fileAt(tree, path, name) === undefined);
  return {
    included: present(includes),
    constraints: present(constraints),
    problems: missing.map((name) => notIncluded(path, name)),
  };
}

/** A list of requirements with those that it includes, each file once, and with the versions that its constraints allow. */
async function readWithIncludes(
  tree: FileTree,
  path: string,
  environment: PythonEnvironment,
): Promise<Lockfile> {
  const seen = new Set([path]);
  const constraints = new Set<string>();
  let whole: Lockfile | null = null;
  // A Set grows while it is walked.
  for (const at of seen) {
    const read = await readForeignLockfile(await tree.read(at), managerAt(at));
    const named = namedFiles(tree, at, read);
    for (const each of named.included) seen.add(each);
    for (const each of named.constraints) constraints.add(each);
    const part = { ...read, problems: [...read.problems, ...named.problems] };
    whole = whole === null ? part : joined(whole, part);
  }
  const lockfile = whole ?? (await readForeignLockfile(await tree.read(path), 'pip'));
  return constraints.size === 0
    ? lockfile
    : withVersions(lockfile, await constrainedVersions(tree, constraints, environment));
}

/** Versions that files of constraints name, by normalised name; null where the files name several, or where a condition is not certain. */
async function constrainedVersions(
  tree: FileTree,
  files: Iterable<string>,
  environment: PythonEnvironment,
): Promise<ReadonlyMap<string, string | null>> {
  const versions = new Map<string, string | null>();
  for (const path of files) {
    const { packages } = await readForeignLockfile(await tree.read(path), 'pip');
    for (const each of packages.values()) {
      const applies = appliesIn(each, environment);
      if (applies === false || each.version === null) continue;
      const name = normaliseName(pypi.name, each.name);
      const isOnly = (versions.get(name) ?? each.version) === each.version && versions.get(name) !== null;
      versions.set(name, applies && isOnly ? each.version : null);
    }
  }
  return versions;
}

/** Gives packages without a version the one that constraints name. */
function withVersions(lockfile: Lockfile, versions: ReadonlyMap<string, string | null>): Lockfile {
  const packages = [...lockfile.packages].map(([key, each]) => {
    const version = each.version ?? versions.get(normaliseName(pypi.name, each.name)) ?? null;
    return [key, { ...each, version }] as const;
  });
  return { ...lockfile, packages: new Map(packages) };
}

function joined(whole: Lockfile, part: Lockfile): Lockfile {
  return {
    ...whole,
    packages: new Map([...part.packages, ...whole.packages]),
    rootEdges: whole.rootEdges && [...whole.rootEdges, ...(part.rootEdges ?? [])],
    problems: [...whole.problems, ...part.problems],
  };
}

function directNames(lockfile: Lockfile): string[] {
  return (lockfile.rootEdges ?? []).flatMap(({ key, type }) => {
    const found = lockfile.packages.get(key);
    return found && type !== 'dev' ? [normaliseName(pypi.name, found.name)] : [];
  });
}

/** The manager that reports name. `pylock.toml` belongs to no manager, so what installed the packages decides then. */
function managerOf(path: string | undefined, installers: readonly (string | null)[]): string {
  const locked = path === undefined ? undefined : managerAt(path);
  const known = new Set<string>(pypi.managers.map(({ id }) => id));
  const noted = installers.map((name) => name?.toLowerCase() ?? '').find((name) => known.has(name));
  return locked !== undefined && locked !== 'pylock' && locked !== 'pip' ? locked : (noted ?? 'pip');
}

/** Rows of each lockfile, without packages that are there and have no metadata. */
function declaredIn(
  locks: ReadonlyMap<string, Lockfile>,
  { unlisted, environment }: Installation,
): { readonly lock: Lockfile; readonly rows: readonly Package[] }[] {
  const isHere = new Set(unlisted.map(({ name }) => normaliseName(pypi.name, name)));
  return [...locks].map(([folder, lock]) => ({
    lock,
    rows: pythonRows(lock, rootId(folder), environment).filter(
      ({ name }) => !isHere.has(normaliseName(pypi.name, name)),
    ),
  }));
}

/** Reads the lockfiles of an artifact. Installed packages have precedence; without any, the result is that of the lockfiles. */
export async function readLocks(tree: FileTree, installation: Installation): Promise<LockedFacts> {
  const { distributions, carriers, owners, environment, unlisted } = installation;
  const paths = lockfilePaths(tree, owners);
  const locks = new Map<string, Lockfile>();
  for (const [folder, path] of paths) locks.set(folder, await readWithIncludes(tree, path, environment));
  const own = distributions.filter((_, index) => !carriers.has(index));
  const bySite = groupBy(distributions, ({ folder }) => [folder.site]);
  const byLock = groupBy(own, ({ folder }) => {
    const found = nearestFolder(folder.site, locks);
    return found === null ? [] : [found];
  });
  const isServed = own.length > 0;
  const described = [...locks].filter(([folder]) => byLock.has(folder));
  const names = described
    .filter(([, { rootEdges }]) => rootEdges !== null)
    .flatMap(([, lock]) => directNames(lock));
  const rows = isServed ? [] : declaredIn(locks, installation);
  const folders = new Set([
    ...bySite.keys(),
    ...unlisted.map(({ site }) => site),
    ...(isServed ? [] : locks.keys()),
  ]);
  return {
    roots: [...folders].map((path) => {
      const lock = paths.get(nearestFolder(path, paths) ?? '');
      const manager = managerOf(
        lock,
        (bySite.get(path) ?? []).map(({ installer }) => installer),
      );
      return { id: rootId(path), path, name: null, manager };
    }),
    declared: rows.flatMap((each) => each.rows),
    drifts: described.flatMap(([folder, lock]) =>
      findDrifts(byLock.get(folder) ?? [], lock, {
        environment,
        isWhole: managerAt(lock.path) !== 'pip',
      }),
    ),
    comparesLockfile: described.length > 0,
    problems: [
      ...[...locks.values()].flatMap(({ problems }) =>
        problems.map((found) => (isServed ? { ...found, affectsCompleteness: false } : found)),
      ),
      ...rows.flatMap((each) => unpinnedProblem(each.lock.path, each.rows)),
    ],
    required: names.length > 0 ? new Set(names) : null,
  };
}

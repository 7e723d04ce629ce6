import { normaliseName, pypi, type PythonEnvironment } from '../../ecosystems/index.js';
import { baseOf, below, parentOf, type FileTree } from '../../files/index.js';
import { pythonLockfileOf, type Lockfile } from '../../lockfiles/index.js';
import { groupBy, type ApplicationRoot, type Drift, type Package, type Problem } from '../../model/index.js';
import { nearestFolder } from '../lock-drift.js';
import { pythonRows, unlockedPackages } from './declared-rows.js';
import type { Distribution } from './distribution.js';
import type { FileOwners } from './file-owners.js';
import { findDrifts } from './lock-drift.js';
import { rootId } from './package-rows.js';
import { managerAt, readWithIncludes } from './read-lock.js';
import { listProblem, requirementLists } from './requirement-lists.js';

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

/** Whether a manifest belongs to a member of a workspace of uv, whose lockfile has what its members require. */
function isMember(path: string, files: FileTree['files']): boolean {
  if (managerAt(path) !== 'pyproject') return false;
  for (let folder = parentOf(path); folder !== '';) {
    folder = parentOf(folder);
    if (files.has(below(folder, 'uv.lock'))) return true;
  }
  return false;
}

function outsidePackages({ files }: FileTree, owners: FileOwners): string[] {
  return [...files.keys()].filter((path) => !owners.has(path) && !NO_PLACE.test(path));
}

/** The lockfiles and manifests of each folder, in the order of the readers. */
function lockfilePaths(paths: readonly string[], files: FileTree['files']): ReadonlyMap<string, string[]> {
  const found = paths.flatMap((path) => {
    const known = pythonLockfileOf(baseOf(path));
    return known === null || isMember(path, files) ? [] : [{ path, rank: known.rank }];
  });
  const sorted = found.toSorted((a, b) => a.rank - b.rank).map(({ path }) => path);
  return groupBy(sorted, (path) => [parentOf(path)]);
}

function directNames(lockfile: Lockfile): string[] {
  return (lockfile.rootEdges ?? []).flatMap(({ key, type }) => {
    const found = lockfile.packages.get(key);
    return found && type !== 'dev' ? [normaliseName(pypi.name, found.name)] : [];
  });
}

/** Formats of files that projects have for other reasons, too. */
const MANIFESTS: ReadonlySet<string> = new Set(['pyproject', 'setuptools']);
/** Formats that list only what the application itself requires. */
const LISTS: ReadonlySet<string> = new Set(['pip', ...MANIFESTS]);
/** Formats that belong to no manager. */
const SHARED_FORMATS: ReadonlySet<string> = new Set(['pylock', ...LISTS]);

/** The manager that reports name. Where the lockfile belongs to none, what installed the packages decides, then the settings beside it. */
function managerOf(lock: Lockfile | undefined, installers: readonly (string | null)[]): string {
  const locked = lock && managerAt(lock.path);
  if (locked !== undefined && !SHARED_FORMATS.has(locked)) return locked;
  const known = new Set<string>(pypi.managers.map(({ id }) => id));
  const noted = installers.map((name) => name?.toLowerCase() ?? '').find((name) => known.has(name));
  return noted ?? lock?.manager ?? 'pip';
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

const NOTHING: ReadonlySet<string> = new Set();

/** The lockfiles by folder: manifests that require nothing are none. */
async function readAll(
  tree: FileTree,
  { distributions, owners, carriers, environment }: Installation,
): Promise<{ readonly locks: ReadonlyMap<string, Lockfile>; readonly problems: readonly Problem[] }> {
  const outside = outsidePackages(tree, owners);
  const paths = lockfilePaths(outside, tree.files);
  const isInstalled = distributions.length > carriers.size;
  const locks = new Map<string, Lockfile>();
  async function read(folder: string, path: string): Promise<ReadonlySet<string>> {
    const { lock, files } = await readWithIncludes(tree, path, environment);
    const isEmpty = lock.packages.size === 0 && lock.problems.length === 0;
    if (!isEmpty || !MANIFESTS.has(managerAt(path))) locks.set(folder, lock);
    return files;
  }
  for (const [folder, own] of paths) for (const path of own) if (!locks.has(folder)) await read(folder, path);
  const choices = isInstalled ? [] : requirementLists(outside, (folder) => locks.has(folder));
  const problems: Problem[] = [];
  for (const choice of choices) {
    const files = choice.chosen === null ? NOTHING : await read(choice.folder, choice.chosen);
    problems.push(listProblem(choice, files));
  }
  return { locks, problems };
}

/** Reads the lockfiles of an artifact. Installed packages have precedence; without any, the result is that of the lockfiles. */
export async function readLocks(tree: FileTree, installation: Installation): Promise<LockedFacts> {
  const { distributions, carriers, environment, unlisted } = installation;
  const { locks, problems: notes } = await readAll(tree, installation);
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
      const lock = locks.get(nearestFolder(path, locks) ?? '');
      const manager = managerOf(
        lock,
        (bySite.get(path) ?? []).map(({ installer }) => installer),
      );
      const isList = lock !== undefined && manager === 'pip' && LISTS.has(managerAt(lock.path));
      return { id: rootId(path), path, name: null, manager, ...(isList && { list: lock.path }) };
    }),
    declared: rows.flatMap((each) => each.rows),
    drifts: described.flatMap(([folder, lock]) =>
      findDrifts(byLock.get(folder) ?? [], lock, {
        environment,
        isWhole: !LISTS.has(managerAt(lock.path)),
      }),
    ),
    comparesLockfile: described.length > 0,
    problems: [
      ...notes,
      ...[...locks.values()].flatMap(({ problems }) =>
        problems.map((found) => (isServed ? { ...found, affectsCompleteness: false } : found)),
      ),
      ...rows.flatMap((each) => unlockedPackages(each.lock, each.rows)),
    ],
    required: names.length > 0 ? new Set(names) : null,
  };
}

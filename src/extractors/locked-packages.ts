import { normaliseName, type Ecosystem } from '../ecosystems/index.js';
import type { FileTree } from '../files/index.js';
import {
  isLockfileOf,
  readForeignLockfile,
  shippedKeys,
  type LockedPackage,
  type Lockfile,
  type OtherManager,
} from '../lockfiles/index.js';
import type { Package, Problem } from '../model/index.js';
import { packageRow } from './package-row.js';

/** Whose packages a lockfile lists, and which of them count. */
export interface Declaring {
  readonly ecosystem: Ecosystem;
  /** Id of the root of the packages. */
  readonly root: string;
  /** The manager installs all that it lists, also what nothing in the list requires. */
  readonly isAllShipped?: boolean;
  readonly isThere?: (each: LockedPackage) => boolean;
  readonly isCertain?: (each: LockedPackage) => boolean;
}

/** Packages that a platform's build will install from a lockfile. */
export function declaredRows(
  lockfile: Lockfile,
  { ecosystem, root, isAllShipped = false, isThere = () => true, isCertain = () => true }: Declaring,
): Package[] {
  const { path, packages, rootEdges } = lockfile;
  const shipped = isAllShipped ? new Set(packages.keys()) : shippedKeys(lockfile);
  const direct = rootEdges && new Set(rootEdges.map(({ key }) => key));
  const idOf = (key: string): string => `${ecosystem.id}:${path}#${key}`;
  const kept = [...packages.values()].filter((each) => shipped.has(each.key) && isThere(each));
  const keys = new Set(kept.map(({ key }) => key));
  return kept.map((each) => {
    const { key, name, version, origin, edges, licenses } = each;
    const isSure = isCertain(each) && ecosystem.names.isPackageName(name);
    return {
      ...packageRow(ecosystem, {
        id: idOf(key),
        name,
        version,
        presence: 'declared',
        root,
        direct: direct && direct.has(key),
        origin,
        places: [path],
        dependencies: [...new Set(edges.map((edge) => edge.key))]
          .filter((target) => keys.has(target))
          .map(idOf),
        licenses,
        evidence: { method: 'lockfile', path, detail: key },
      }),
      confidence: isSure ? 'high' : 'medium',
    };
  });
}

/** The build will choose the versions of these packages, or what they bring along. @param needed the rows that code may load. */
export function unlockedProblem(
  path: string,
  rows: readonly Package[],
  needed: readonly Package[] = rows,
): Problem {
  const message =
    `Declares packages (${rows.length}) that are not here, and no lockfile says what will be installed: ` +
    'what they bring along was not seen.';
  const packages = needed.map(({ id }) => id);
  return { code: 'unresolved', path, message, affectsCompleteness: needed.length > 0, packages };
}

/** The lockfiles of one manager in an artifact. */
export interface ManagerLocks {
  readonly lockfiles: readonly Lockfile[];
  readonly problems: readonly Problem[];
  /** Names that the application itself requires, normalised; null where no lockfile tells. */
  readonly direct: ReadonlySet<string> | null;
}

/** @param isOutside whether a path is outside of installed packages: lockfiles of these are of no interest. */
export async function readManagerLocks(
  tree: FileTree,
  { manager, ecosystem }: { readonly manager: OtherManager; readonly ecosystem: Ecosystem },
  isOutside: (path: string) => boolean,
): Promise<ManagerLocks> {
  const paths = [...tree.files.keys()].filter((path) => isLockfileOf(manager, path) && isOutside(path));
  const lockfiles: Lockfile[] = [];
  for (const path of paths) lockfiles.push(await readForeignLockfile(await tree.read(path), manager));
  const told = lockfiles.filter(({ rootEdges }) => rootEdges !== null);
  const direct = told.flatMap(({ rootEdges, packages }) =>
    (rootEdges ?? []).flatMap(({ key, type }) =>
      type === 'dev' ? [] : normaliseName(ecosystem.name, packages.get(key)?.name ?? ''),
    ),
  );
  return {
    lockfiles,
    problems: lockfiles.flatMap(({ problems }) => problems),
    direct: told.length === 0 ? null : new Set(direct),
  };
}

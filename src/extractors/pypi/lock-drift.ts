import { mayBeProvided, normaliseName, pypi, type PythonEnvironment } from '../../ecosystems/index.js';
import { requiredKeys, type LockedPackage, type Lockfile } from '../../lockfiles/index.js';
import { groupBy, type Drift } from '../../model/index.js';
import { appliesIn } from './declared-rows.js';
import { distributionId, type Distribution } from './distribution.js';

/** Tools of installation that no lockfile has. */
const TOOLS: ReadonlySet<string> = new Set([
  'pip',
  'setuptools',
  'wheel',
  'distribute',
  'pkg-resources',
  'uv',
]);

export interface DriftContext {
  readonly environment: PythonEnvironment;
  /** The lockfile lists everything, not only what the application requires. */
  readonly isWhole: boolean;
}

function nameKey({ name }: { readonly name: string }): string {
  return normaliseName(pypi.name, name);
}

/** Whether two texts are one version: `1.0` is `1.0.0`. */
function isSame(a: string, b: string): boolean {
  return a === b || pypi.versions.compare(a, b) === 0;
}

function installedDrift(
  found: Distribution,
  locked: readonly LockedPackage[],
  { lockfile, isWhole }: { readonly lockfile: string; readonly isWhole: boolean },
): Drift[] {
  const isTool = TOOLS.has(nameKey(found));
  if (found.version === null || found.isElsewhere || (locked.length === 0 && (!isWhole || isTool))) return [];
  const versions = locked.flatMap(({ version }) => version ?? []);
  // An entry without a version allows any.
  if (locked.length > versions.length || versions.some((version) => isSame(version, found.version ?? '')))
    return [];
  return [
    {
      kind: locked.length === 0 ? 'not-locked' : 'version',
      ecosystem: pypi.name,
      name: found.name,
      package: distributionId(found.folder),
      installedVersion: found.version,
      lockedVersion: versions[0] ?? null,
      lockfile,
    },
  ];
}

function notInstalled({ name, version }: LockedPackage, lockfile: string): Drift {
  return {
    kind: 'not-installed',
    ecosystem: pypi.name,
    name,
    package: null,
    installedVersion: null,
    lockedVersion: version,
    lockfile,
  };
}

/**
 * Differences between installed and locked packages, by name and version. Left out is what a condition excludes or leaves open, what a
 * runtime may bring, and packages without a version on one side.
 */
export function findDrifts(
  installed: readonly Distribution[],
  lockfile: Lockfile,
  context: DriftContext,
): Drift[] {
  const { path, packages } = lockfile;
  if (packages.size === 0) return [];
  const locked = groupBy([...packages.values()], (each) => [nameKey(each)]);
  const names = new Set(installed.map(nameKey));
  const required = requiredKeys(lockfile, () => false);
  const differing = installed.flatMap((found) =>
    installedDrift(found, locked.get(nameKey(found)) ?? [], { lockfile: path, isWhole: context.isWhole }),
  );
  const absent = [...packages.values()].filter(
    (each) =>
      required.has(each.key) &&
      each.version !== null &&
      !names.has(nameKey(each)) &&
      !mayBeProvided(each.name) &&
      appliesIn(each, context.environment) === true,
  );
  return [...differing, ...absent.map((each) => notInstalled(each, path))];
}

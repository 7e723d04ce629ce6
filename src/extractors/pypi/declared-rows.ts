import { pypi, readMarker, type PythonEnvironment } from '../../ecosystems/index.js';
import type { LockedPackage, Lockfile } from '../../lockfiles/index.js';
import type { Package, Problem } from '../../model/index.js';
import { declaredRows, unlockedProblem } from '../locked-packages.js';

const NO_EXTRAS: ReadonlySet<string> = new Set();

/** Whether the condition of an entry holds; null where it depends on something unknown. */
export function appliesIn({ marker }: LockedPackage, environment: PythonEnvironment): boolean | null {
  return readMarker(marker ?? null)(environment, NO_EXTRAS);
}

/** Packages that a platform's build will install from a lockfile or a list of requirements. */
export function pythonRows(lockfile: Lockfile, root: string, environment: PythonEnvironment): Package[] {
  return declaredRows(lockfile, {
    ecosystem: pypi,
    root,
    isThere: (each) => appliesIn(each, environment) !== false,
    isCertain: (each) => appliesIn(each, environment) === true,
  });
}

/** Packages of which only the build will choose the versions, or what comes with them: what they bring along was not seen. */
export function unlockedPackages({ path, isWhole = true }: Lockfile, rows: readonly Package[]): Problem[] {
  const open = rows.filter(({ version, origin }) => origin !== 'private' && !(isWhole && version !== null));
  return open.length === 0 ? [] : [unlockedProblem(path, open)];
}

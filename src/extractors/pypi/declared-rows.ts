import { purlOf, pypi, readMarker, type PythonEnvironment } from '../../ecosystems/index.js';
import { shippedKeys, type LockedPackage, type Lockfile } from '../../lockfiles/index.js';
import type { Package, Problem } from '../../model/index.js';

const NO_EXTRAS: ReadonlySet<string> = new Set();

/** Whether the condition of an entry holds; null where it depends on something unknown. */
export function appliesIn({ marker }: LockedPackage, environment: PythonEnvironment): boolean | null {
  return readMarker(marker ?? null)(environment, NO_EXTRAS);
}

/** Packages that a platform's build will install from a lockfile or a list of requirements. */
export function declaredRows(lockfile: Lockfile, root: string, environment: PythonEnvironment): Package[] {
  const { path, packages, rootEdges } = lockfile;
  const shipped = shippedKeys(lockfile);
  const direct = rootEdges && new Set(rootEdges.map(({ key }) => key));
  const isThere = (each: LockedPackage): boolean =>
    shipped.has(each.key) && appliesIn(each, environment) !== false;
  const idOf = (key: string): string => `pypi:${path}#${key}`;
  const kept = [...packages.values()].filter(isThere);
  const keys = new Set(kept.map(({ key }) => key));
  return kept.map((each): Package => {
    const { key, name, version, origin, edges } = each;
    const isCertain = appliesIn(each, environment) === true && pypi.names.isPackageName(name);
    return {
      id: idOf(key),
      purl: purlOf(pypi.name, name, version),
      ecosystem: pypi.name,
      name,
      versionState: version === null ? 'unknown' : 'exact',
      version,
      candidates: [],
      presence: 'declared',
      basis: 'leftOut',
      root,
      direct: direct && direct.has(key),
      alias: null,
      origin,
      vendoredIn: null,
      locations: [{ path }],
      bytes: 0,
      dependencies: [...new Set(edges.map((edge) => edge.key))]
        .filter((target) => keys.has(target))
        .map(idOf),
      unresolved: [],
      extraneous: false,
      licenses: [],
      evidence: [{ method: 'lockfile', path, detail: key }],
      confidence: isCertain ? 'high' : 'medium',
    };
  });
}

/** Packages whose versions only the build will choose: what they bring along was not seen. */
export function unpinnedProblem(path: string, rows: readonly Package[]): Problem[] {
  const open = rows.filter(({ version, origin }) => version === null && origin !== 'private');
  if (open.length === 0) return [];
  const message =
    `Declares packages (${open.length}) that are not here, and no lockfile says which versions they will be: ` +
    'what they bring along was not seen.';
  return [{ code: 'unresolved', path, message, affectsCompleteness: true }];
}

import type { FileTree } from '../files/index.js';
import type { EvidenceMethod, Package } from '../model/index.js';
import { hostManifests } from './npm/host-manifests.js';
import { copyKey, insideOf } from './npm/vendored-folders.js';

/** Evidence from code, which does not identify the package. */
const NAMELESS: ReadonlySet<EvidenceMethod> = new Set(['fingerprint', 'version-string']);

/** Whether the folder or file of a copy has its name. */
function isNamedByPath({ name, locations }: Package, host: Package): boolean {
  return locations.some(({ path }) => {
    const inside = `/${insideOf(host, path)}`;
    return inside.includes(`/${name}/`) || inside.includes(`/${name}.`);
  });
}

/** Ids of some rows and of all that they depend on. */
function withDependencies(rows: readonly Package[], ids: Iterable<string>): ReadonlySet<string> {
  const dependencies = new Map(rows.map((row) => [row.id, row.dependencies]));
  const reached = new Set(ids);
  for (const id of reached) for (const next of dependencies.get(id) ?? []) reached.add(next);
  return reached;
}

/**
 * Keeps the copies inside packages that are supported by more than known code: a text, their path, a pinned version
 * of their host, or a dependent copy. Code alone may come from another package of the index that bundled
 * it, too.
 * @param hosts all packages, the carrying ones among them.
 */
export async function corroboratedCopies(
  rows: readonly Package[],
  hosts: readonly Package[],
  tree: FileTree,
): Promise<Package[]> {
  const byId = new Map<string | null, Package>(hosts.map((host) => [host.id, host]));
  const carriersOf = ({ vendoredIn }: Package) => [vendoredIn, byId.get(vendoredIn)?.vendoredIn ?? null];
  const manifests = await hostManifests(hosts, new Set(rows.flatMap(carriersOf)), tree);
  const isCorroborated = (row: Package): boolean => {
    if (row.evidence.some(({ method }) => !NAMELESS.has(method))) return true;
    const host = byId.get(row.vendoredIn);
    if (host && isNamedByPath(row, host)) return true;
    return carriersOf(row).some((id) => manifests.get(id)?.requirements.has(row.name));
  };
  const corroborated = new Set(rows.filter(isCorroborated).map(copyKey));
  const named = rows.filter((row) => corroborated.has(copyKey(row)));
  const kept = withDependencies(
    rows,
    named.map(({ id }) => id),
  );
  return rows
    .filter(({ id }) => kept.has(id))
    .map((row) => ({ ...row, dependencies: row.dependencies.filter((id) => kept.has(id)) }));
}

import { normaliseName, purlOf, pypi } from '../../ecosystems/index.js';
import { below } from '../../files/index.js';
import type { Confidence, Evidence, Package } from '../../model/index.js';
import { distributionId, type Distribution } from './distribution.js';
import type { ResolvedRequirements } from './requirement-graph.js';

export function rootId(site: string): string {
  return `pypi:${site}`;
}

/** All that is known of the installed packages of an artifact; lists are by the index of the distribution. */
export interface InstalledPackages {
  readonly distributions: readonly Distribution[];
  readonly places: readonly (readonly string[])[];
  /** For each package inside another one, that other one. */
  readonly carriers: ReadonlyMap<number, number>;
  /** Ids of packages without metadata that carry others, by the others' index. */
  readonly hosts: ReadonlyMap<number, string>;
  readonly resolved: readonly ResolvedRequirements[];
  /** Names that manifests beside the packages require, normalised; null without one. */
  readonly required: ReadonlySet<string> | null;
}

function evidenceOf({ folder: { path, kind, files } }: Distribution): Evidence {
  if (kind === 'dist-info') return { method: 'dist-info', path: below(path, 'METADATA'), detail: null };
  return { method: 'manifest', path: files.size === 0 ? path : below(path, 'PKG-INFO'), detail: null };
}

function confidenceIn({ name, version, hasMetadata, folder }: Distribution): Confidence {
  if (!pypi.names.isPackageName(name)) return 'low';
  if (!hasMetadata || version === null) return 'medium';
  const isSame = normaliseName(pypi.name, folder.named.name) === normaliseName(pypi.name, name);
  return isSame || folder.named.name === '' ? 'high' : 'medium';
}

/**
 * Whether the application itself requires a package: as manifests beside it say, else as its installer noted. Without either, what
 * nothing else requires is the application's own wish.
 */
function directIn({
  distributions,
  required,
  resolved,
}: InstalledPackages): (index: number) => boolean | null {
  if (required) return (index) => required.has(normaliseName(pypi.name, distributions[index]?.name ?? ''));
  const isNoted = distributions.some(({ isRequested }) => isRequested);
  if (isNoted) return (index) => distributions[index]?.isRequested ?? false;
  const targets = new Set(resolved.flatMap((each) => each.targets));
  return (index) => (targets.has(index) ? null : true);
}

/** The package around each package that lies in another one's folders; null of others. */
function carrierIn({ distributions, carriers, hosts }: InstalledPackages): (index: number) => string | null {
  return (index) => {
    const found = distributions[carriers.get(index) ?? -1];
    return found ? distributionId(found.folder) : (hosts.get(index) ?? null);
  };
}

/** Rows of all packages that metadata describes. */
export function packageRows(installed: InstalledPackages): Package[] {
  const { distributions, places, resolved } = installed;
  const isDirect = directIn(installed);
  const carrierOf = carrierIn(installed);
  const idAt = (index: number): string[] => {
    const found = distributions[index];
    return found ? [distributionId(found.folder)] : [];
  };
  return distributions.map((found, index): Package => {
    const carrier = carrierOf(index);
    const { targets = [], unresolved = [] } = resolved[index] ?? {};
    return {
      id: distributionId(found.folder),
      purl: purlOf(pypi.name, found.name, found.version),
      ecosystem: pypi.name,
      name: found.name,
      versionState: found.version === null ? 'unknown' : 'exact',
      version: found.version,
      candidates: [],
      presence: carrier === null ? 'installed' : 'vendored',
      basis: 'located',
      root: rootId(found.folder.site),
      direct: carrier === null ? isDirect(index) : false,
      alias: null,
      origin: found.isElsewhere ? 'private' : 'unknown',
      vendoredIn: carrier,
      locations: (places[index] ?? []).map((path) => ({ path })),
      bytes: 0,
      dependencies: targets.flatMap(idAt),
      unresolved,
      extraneous: false,
      licenses: found.licenses,
      evidence: [evidenceOf(found)],
      confidence: confidenceIn(found),
    };
  });
}

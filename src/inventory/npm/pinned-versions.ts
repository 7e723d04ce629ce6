import valid from 'semver/functions/valid.js';
import { npm, purlOf } from '../../ecosystems/index.js';
import type { FileTree } from '../../files/index.js';
import type { Package } from '../../model/index.js';
import { hostManifests } from './host-manifests.js';
import { copyKey } from './vendored-folders.js';

/** The required version if exactly one is allowed, else null. */
function pinOf(spec: unknown): string | null {
  return typeof spec === 'string' && spec.length <= 256 && valid(spec) === spec ? spec : null;
}

function withVersion(row: Package, version: string, path: string): Package {
  const detail = `${row.name} ${version} is what the package was built with`;
  return {
    ...row,
    purl: purlOf(npm.name, row.name, version),
    versionState: 'exact',
    version,
    candidates: [],
    evidence: [...row.evidence, { method: 'manifest', path, detail }],
    confidence: row.confidence === 'low' ? 'low' : 'medium',
  };
}

/** Whether the code of a copy may be of this version. */
function fits({ versionState, candidates }: Package, version: string): boolean {
  return versionState === 'unknown' || (versionState === 'set' && candidates.includes(version));
}

/**
 * Sets the versions of copies inside packages that the packages' manifests pin. Copies stay unchanged where a package
 * has several of one name.
 * @param hosts all packages, those around the copies included.
 */
export async function withPinnedVersions(
  rows: readonly Package[],
  hosts: readonly Package[],
  tree: FileTree,
): Promise<Package[]> {
  const wanting = new Set(rows.filter(({ version }) => version === null).map(({ vendoredIn }) => vendoredIn));
  const manifests = await hostManifests(hosts, wanting, tree);
  const copies = new Map<string, number>();
  for (const row of rows) copies.set(copyKey(row), (copies.get(copyKey(row)) ?? 0) + 1);
  return rows.map((row) => {
    const { path = '', requirements } = manifests.get(row.vendoredIn) ?? {};
    const version = pinOf(requirements?.get(row.name));
    const isOnly = copies.get(copyKey(row)) === 1;
    return version !== null && isOnly && fits(row, version) ? withVersion(row, version, path) : row;
  });
}

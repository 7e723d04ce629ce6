import valid from 'semver/functions/valid.js';
import type { FileTree } from '../files/index.js';
import { purlOf, type Package } from '../model/index.js';

const KINDS = ['devDependencies', 'dependencies', 'optionalDependencies'];

/** What a package.json asks for in one version only: name → version. */
function pinnedIn(bytes: Uint8Array): ReadonlyMap<string, string> {
  const pinned = new Map<string, string>();
  let manifest: unknown;
  try {
    manifest = JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return pinned;
  }
  for (const kind of KINDS) {
    const asked = (manifest as Readonly<Record<string, unknown>> | null)?.[kind];
    for (const [name, spec] of Object.entries(asked ?? {}))
      if (typeof spec === 'string' && spec.length <= 256 && valid(spec) === spec) pinned.set(name, spec);
  }
  return pinned;
}

function withVersion(row: Package, version: string, path: string): Package {
  const detail = `${row.name} ${version} is what the package was built with`;
  return {
    ...row,
    purl: purlOf('npm', row.name, version),
    versionState: 'exact',
    version,
    candidates: [],
    evidence: [...row.evidence, { method: 'manifest', path, detail }],
    confidence: row.confidence === 'low' ? 'low' : 'medium',
  };
}

/** Whether a version may be the one of a copy, by what its code says. */
function fits({ versionState, candidates }: Package, version: string): boolean {
  return versionState === 'unknown' || (versionState === 'set' && candidates.includes(version));
}

function copyKey({ vendoredIn, name }: Package): string {
  return `${vendoredIn} ${name}`;
}

/**
 * Copies inside packages with the versions that these were built with, where their manifests still say so and pin one. Not
 * where a package carries several copies of one name.
 * @param hosts all packages, the carrying ones among them.
 */
export async function withPinnedVersions(
  rows: readonly Package[],
  hosts: readonly Package[],
  tree: FileTree,
): Promise<Package[]> {
  const manifests = new Map<string, string>();
  const wanting = new Set(rows.filter(({ version }) => version === null).map(({ vendoredIn }) => vendoredIn));
  for (const { id, locations } of hosts)
    if (wanting.has(id)) manifests.set(`${locations[0]?.path ?? ''}/package.json`, id);
  const pins = new Map<string, { readonly path: string; readonly pinned: ReadonlyMap<string, string> }>();
  for await (const { path, bytes } of tree.readMany(
    [...manifests.keys()].filter((each) => tree.files.has(each)),
  ))
    if (bytes) pins.set(manifests.get(path) ?? '', { path, pinned: pinnedIn(bytes) });
  const copies = new Map<string, number>();
  for (const row of rows) copies.set(copyKey(row), (copies.get(copyKey(row)) ?? 0) + 1);
  return rows.map((row) => {
    const { path = '', pinned } = pins.get(row.vendoredIn ?? '') ?? {};
    const version = pinned?.get(row.name);
    const isOnly = copies.get(copyKey(row)) === 1;
    return version !== undefined && isOnly && fits(row, version) ? withVersion(row, version, path) : row;
  });
}

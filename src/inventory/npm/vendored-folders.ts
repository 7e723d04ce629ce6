import { npm, purlOf } from '../../ecosystems/index.js';
import { identityOfManifest } from '../../evidence/index.js';
import type { FileRead, FileTree } from '../../files/index.js';
import { PackageOwners, type Package } from '../../model/index.js';
import { isKeptApart } from '../vendored-marks.js';

/** The folder that a package.json is in. */
function folderOf(manifest: string): string {
  return manifest.slice(0, -'/package.json'.length);
}

/** Path below the folder of the package that carries a file. */
export function insideOf(host: Package, path: string): string {
  return path.slice((host.locations[0]?.path ?? '').length + 1);
}

/** Facts that all copies inside a package share. */
export function copyInside(
  host: Package,
): Pick<Package, 'presence' | 'basis' | 'root' | 'direct' | 'vendoredIn' | 'extraneous' | 'unresolved'> {
  return {
    presence: 'vendored',
    basis: 'located',
    root: host.root,
    direct: false,
    vendoredIn: host.id,
    extraneous: false,
    unresolved: [],
  };
}

/** The same for copies of one name in one package. */
export function copyKey({ vendoredIn, name }: Package): string {
  return `${vendoredIn} ${name}`;
}

function rowOf({ path, bytes }: FileRead, host: Package): Package[] {
  const identity = bytes && identityOfManifest(Buffer.from(bytes).toString());
  if (!identity || identity.name === host.name) return [];
  const { name, version } = identity;
  const folder = folderOf(path);
  return [
    {
      ...copyInside(host),
      id: `npm:${folder}`,
      purl: purlOf(npm.name, name, version),
      ecosystem: npm.name,
      name,
      versionState: version === null ? 'unknown' : 'exact',
      version,
      candidates: [],
      alias: null,
      origin: 'unknown',
      locations: [{ path: folder }],
      bytes: 0,
      dependencies: [],
      licenses: [],
      evidence: [{ method: 'manifest', path, detail: `a copy inside ${host.name}` }],
      // People who copy a package may change it.
      confidence: 'medium',
    },
  ];
}

/**
 * Packages that other packages carry in a folder for such copies, `vendor/x` or `compiled/x`, with their manifest left
 * beside them. Folders named `node_modules` are the extractor's.
 */
export async function vendoredFolders(tree: FileTree, packages: readonly Package[]): Promise<Package[]> {
  const owners = new PackageOwners(packages);
  const hosts = new Map<string, Package>();
  for (const path of tree.files.keys()) {
    if (!path.endsWith('/package.json')) continue;
    const host = packages[owners.ownerOf(path) ?? -1];
    if (host?.ecosystem === npm.name && isKeptApart(insideOf(host, path))) hosts.set(path, host);
  }
  const rows: Package[] = [];
  for await (const read of tree.readMany(hosts.keys())) {
    const host = hosts.get(read.path);
    if (host) rows.push(...rowOf(read, host));
  }
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}

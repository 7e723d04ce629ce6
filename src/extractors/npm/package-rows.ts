import type { Confidence, Evidence, Package, PackageOrigin } from '../../model/index.js';
import { rootId } from './declared.js';
import { bundledIn } from './graph.js';
import { npm, isPackageName, npmPurl } from '../../ecosystems/index.js';
import { installedId, type Installed } from './installed.js';
import type { InstalledForest } from './installed-tree.js';
import type { Lockfile } from '../../lockfiles/index.js';
import { below } from '../../files/index.js';

/** Private when a lockfile, the manifest or a dependent shows that no registry provides the package. */
function originsFrom(
  { elsewhere }: InstalledForest,
  lockfiles: readonly Lockfile[],
): (found: Installed) => PackageOrigin {
  const locked = lockfiles.flatMap(({ packages }) => [...packages.values()]);
  const outside = new Set(
    locked.filter(({ origin }) => origin === 'private').map(({ name, version }) => `${name}@${version}`),
  );
  return ({ name, version, manifest, folder }) => {
    const isOwn = folder.isLinked || elsewhere.has(folder.path) || manifest?.isPrivate;
    return isOwn || outside.has(`${name}@${version}`) ? 'private' : 'unknown';
  };
}

function confidenceIn({ name, manifest }: Installed): Confidence {
  if (!isPackageName(name)) return 'low';
  return manifest === null || manifest.name === null ? 'medium' : 'high';
}

/** The fields of a row that depend on its place and neighbours. */
function placeInTree(found: Installed, { speaking, direct, reached }: InstalledForest) {
  const { presence, root } = found.folder;
  const isSaid = speaking.has(root);
  return {
    presence,
    root: rootId(root),
    direct: direct.has(found) || (isSaid ? false : null),
    extraneous: presence === 'installed' && isSaid && !reached.has(found),
  };
}

function evidenceOf({ folder, manifest }: Installed): Evidence {
  if (manifest) return { method: 'manifest', path: below(folder.path, 'package.json'), detail: null };
  return { method: 'manifest', path: folder.path, detail: 'name of the folder; no manifest could be read' };
}

/** Rows of all installed and vendored packages. */
export function packageRows(forest: InstalledForest, lockfiles: readonly Lockfile[]): Package[] {
  const { packages, edges } = forest;
  const carriers = bundledIn(packages, (from) => edges.get(from)?.targets ?? []);
  const originOf = originsFrom(forest, lockfiles);
  return packages.map((found): Package => {
    const { folder, manifest, name, version } = found;
    const { targets = [], unresolved = [] } = edges.get(found) ?? {};
    const carrier = folder.presence === 'vendored' ? folder.host : carriers.get(found);
    const { presence, root, direct, extraneous } = placeInTree(found, forest);
    // In the contract's order, so that printing need not reorder it.
    return {
      id: installedId(folder.path),
      purl: npmPurl(name, version),
      ecosystem: npm.name,
      name,
      versionState: version === null ? 'unknown' : 'exact',
      version,
      candidates: [],
      presence,
      basis: 'located',
      root,
      direct,
      alias: name === folder.name ? null : folder.name,
      origin: originOf(found),
      vendoredIn: carrier ? installedId(carrier) : null,
      locations: [{ path: folder.path }],
      bytes: 0,
      dependencies: targets.map((target) => installedId(target.folder.path)),
      unresolved,
      extraneous,
      licenses: manifest?.licenses ?? [],
      evidence: [evidenceOf(found)],
      confidence: confidenceIn(found),
    };
  });
}

import type { Package } from '../../model/index.js';
import { rootId } from './declared.js';
import { exactVersion, isLegalName, npmPurl } from './identity.js';
import { installedId } from './installed.js';
import type { Manifest } from './manifest.js';
import { nearestOf } from './module-folders.js';
import type { TreeContents } from './read-tree.js';
import type { RootFolder } from './roots.js';
import { below } from './tree-path.js';

/**
 * Whether a manifest is that of a published package. Applications and their workspaces have names and versions, too: what
 * they hardly ever have together is a licence for everybody and a home.
 */
function isPublished({ name, version, isPrivate, licenses, hasHome }: Manifest): boolean {
  if (isPrivate || name === null || !isLegalName(name) || exactVersion(version) === null) return false;
  return hasHome && licenses.length > 0 && !licenses.includes('UNLICENSED');
}

/** Those of the folders that code outside of them imports files of by path. */
function importedAmong<T>(
  folders: ReadonlyMap<string, T>,
  paths: TreeContents['importedPaths'],
): ReadonlySet<T> {
  const imported = new Set<T>();
  for (const [importer, targets] of paths) {
    const own = nearestOf(folders, importer);
    for (const target of targets) {
      const found = nearestOf(folders, target);
      if (found !== undefined && found !== own) imported.add(found);
    }
  }
  return imported;
}

function copyRow(folder: string, { name, version, licenses }: Manifest): Package {
  const exact = exactVersion(version);
  return {
    id: installedId(folder),
    purl: npmPurl(name ?? '', exact),
    ecosystem: 'npm',
    name: name ?? '',
    versionState: 'exact',
    version: exact,
    candidates: [],
    presence: 'vendored',
    root: rootId(folder),
    direct: true,
    alias: null,
    origin: 'unknown',
    vendoredIn: null,
    locations: [{ path: folder }],
    bytes: 0,
    dependencies: [],
    unresolved: [],
    extraneous: false,
    licenses,
    evidence: [
      { method: 'manifest', path: below(folder, 'package.json'), detail: 'a copy that is imported by path' },
    ],
    // Whoever copies a package may have changed it.
    confidence: 'medium',
  };
}

/** Published packages that were copied out of `node_modules`, into `vendor/x`, and that the application imports by path. */
export function copiedPackages(
  roots: readonly RootFolder[],
  { manifests, importedPaths }: Pick<TreeContents, 'manifests' | 'importedPaths'>,
): Package[] {
  const rows = new Map<string, Package>();
  for (const { path } of roots) {
    const manifest = path === '' ? undefined : manifests.get(below(path, 'package.json'));
    if (manifest && isPublished(manifest)) rows.set(path, copyRow(path, manifest));
  }
  return rows.size === 0 ? [] : [...importedAmong(rows, importedPaths)];
}

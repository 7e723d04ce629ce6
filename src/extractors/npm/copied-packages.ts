import type { Package } from '../../model/index.js';
import { rootId } from './declared.js';
import {
  npm,
  exactVersion,
  isPackageName,
  npmPurl,
  type Manifest,
  nearestOf,
} from '../../ecosystems/index.js';
import { installedId } from './installed.js';
import type { InstalledForest } from './installed-tree.js';
import { isSampleFolder } from './locate-packages.js';
import type { TreeContents } from './read-tree.js';
import type { RootFolder } from './roots.js';
import { below, parentOf } from '../../files/index.js';

/** Packages in folders outside of `node_modules`. */
export interface CopiedPackages {
  /** Certainly published by others, and imported. */
  readonly packages: readonly Package[];
  /** May be copies, or the application's own; see `Inventory`. */
  readonly copies: readonly Package[];
}

type Contents = Pick<TreeContents, 'manifests' | 'importedPaths'>;

interface Surroundings {
  readonly contents: Contents;
  readonly forest: Pick<InstalledForest, 'packages'>;
  /** Folders of workspaces. */
  readonly workspaces: ReadonlySet<string>;
}

interface NamedRoot {
  readonly root: RootFolder;
  readonly manifest: Manifest;
}

/** Folders in which applications keep code of others. */
const VENDOR = /(?:^|\/)(?:_?vendor(?:s|ed)?|third[-_]?party)\//i;

function mayBePackage({ name, isPrivate }: Manifest): boolean {
  return !isPrivate && name !== null && isPackageName(name);
}

/**
 * Whether a manifest is that of a published package. Applications and workspaces have names and versions, too, but
 * rarely both an open licence and a home page.
 */
function isPublished(manifest: Manifest): boolean {
  const { version, licenses, hasHome } = manifest;
  if (!mayBePackage(manifest) || exactVersion(version) === null) return false;
  return hasHome && licenses.length > 0 && !licenses.includes('UNLICENSED');
}

/** The folders whose files are imported by path from code outside. */
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

function copyRow(folder: string, manifest: Manifest, detail: string): Package {
  const { name, version, licenses } = manifest;
  const exact = exactVersion(version);
  return {
    id: installedId(folder),
    purl: npmPurl(name ?? '', exact),
    ecosystem: npm.name,
    name: name ?? '',
    versionState: exact === null ? 'unknown' : 'exact',
    version: exact,
    candidates: [],
    presence: 'vendored',
    basis: 'located',
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
    evidence: [{ method: 'manifest', path: below(folder, 'package.json'), detail }],
    // A copy may have been changed, and an own package may have any name.
    confidence: isPublished(manifest) ? 'medium' : 'low',
  };
}

/** Whether a folder is one that an application is started from, and not a part of one around it. */
function isApplication(
  { path, lockfiles }: RootFolder,
  isTaken: (folder: string) => boolean,
  installedIn: ReadonlySet<string>,
): boolean {
  if (path === '') return true;
  if (VENDOR.test(path)) return false;
  if (lockfiles.length > 0 || installedIn.has(path)) return true;
  for (let above = path; above !== '';) {
    above = parentOf(above);
    if (isTaken(above)) return false;
  }
  return true;
}

/** Which roots belong to the project: applications and their workspaces. */
function ownRoots(
  roots: readonly RootFolder[],
  { contents: { manifests, importedPaths }, forest: { packages }, workspaces }: Surroundings,
): ReadonlySet<RootFolder> {
  const installedIn = new Set(packages.map(({ folder }) => folder.root));
  const isTaken = (folder: string): boolean =>
    importedPaths.has(folder) || manifests.has(below(folder, 'package.json'));
  return new Set(
    roots.filter((root) => workspaces.has(root.path) || isApplication(root, isTaken, installedIn)),
  );
}

function namedRoots(roots: readonly RootFolder[], { manifests }: Contents): ReadonlyMap<string, NamedRoot> {
  const named = new Map<string, NamedRoot>();
  for (const root of roots) {
    const manifest = manifests.get(below(root.path, 'package.json'));
    if (manifest && manifest.name !== null) named.set(root.path, { root, manifest });
  }
  return named;
}

/** A name without a version is evidence only in a folder for code of others. */
function mayBeCopy(path: string, manifest: Manifest): boolean {
  return mayBePackage(manifest) && (exactVersion(manifest.version) !== null || VENDOR.test(path));
}

/** Folders that hold code and a manifest with the name of a package, and that belong to no project. */
function suspects(roots: readonly RootFolder[], surroundings: Surroundings): ReadonlyMap<string, Package> {
  const { contents } = surroundings;
  const named = namedRoots(roots, contents);
  const codeFolders = [...contents.importedPaths.keys()];
  const withCode = new Set(codeFolders.map((folder) => nearestOf(named, folder)));
  const own = ownRoots(roots, surroundings);
  const ownNames = new Set([...named.values()].map(({ root, manifest }) => own.has(root) && manifest.name));
  const rows = new Map<string, Package>();
  for (const [path, found] of named) {
    const { root, manifest } = found;
    if (own.has(root) || ownNames.has(manifest.name) || !withCode.has(found)) continue;
    if (mayBeCopy(path, manifest)) rows.set(path, copyRow(path, manifest, 'a folder with code'));
  }
  return rows;
}

/** Copies that other publishers certainly published: their manifests show it, and code outside of them imports them. */
function publishedCopies(roots: readonly RootFolder[], { manifests, importedPaths }: Contents): Package[] {
  const rows = new Map<string, Package>();
  for (const { path } of roots) {
    const manifest = path === '' ? undefined : manifests.get(below(path, 'package.json'));
    if (manifest && isPublished(manifest))
      rows.set(path, copyRow(path, manifest, 'a copy that is imported by path'));
  }
  return rows.size === 0 ? [] : [...importedAmong(rows, importedPaths)];
}

/** Packages that were copied out of `node_modules`, into `vendor/x`, and folders that look as if they were. */
export function copiedPackages(roots: readonly RootFolder[], surroundings: Surroundings): CopiedPackages {
  const packages = publishedCopies(roots, surroundings.contents);
  const known = new Set(packages.map(({ id }) => id));
  const rows = suspects(roots, surroundings);
  const imported = importedAmong(rows, surroundings.contents.importedPaths);
  // Tests and examples of an application are not loaded, unless it imports them.
  const copies = [...rows].filter(([path, row]) => !isSampleFolder(path) || imported.has(row));
  return { packages, copies: copies.map(([, row]) => row).filter(({ id }) => !known.has(id)) };
}

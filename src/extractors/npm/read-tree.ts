import { type FileRead, type FileTree, below, parentOf } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { isManagerScript, isScriptName } from '../../program/index.js';
import type { PackageFolder } from './locate-packages.js';
import {
  addDenoFile,
  addForeign,
  foreignSpecifiers,
  isDenoFile,
  noForeignImports,
  type ForeignImports,
} from './foreign-imports.js';
import { readManifest, type Manifest, moduleFoldersOf } from '../../ecosystems/index.js';
import { importsOf } from './module-imports.js';
import { lockfileOf, type RootFolder } from './roots.js';

/** Facts from the bytes of a tree, read in one pass. */
export interface TreeContents {
  /** By path of the package.json. */
  readonly manifests: ReadonlyMap<string, Manifest>;
  /** Lockfiles, unread yet: some need the manifest beside them. */
  readonly lockfiles: ReadonlyMap<string, FileRead>;
  /** File of application code → packages that its text seems to import. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** Folder of application code → paths in the tree that its files import. */
  readonly importedPaths: ReadonlyMap<string, ReadonlySet<string>>;
  /** Its imports by URL or by specifiers of other systems. */
  readonly foreign: ForeignImports;
  readonly problems: readonly Problem[];
}

/** Packages that npm itself installed, with their addresses; package-lock.json may be missing. */
export function hiddenLockfileOf(root: string): string {
  return below(root, 'node_modules/.package-lock.json');
}

/** Whether a file is application code, or defines the meaning of its imports. */
function isApplicationCode(path: string, scripts: ReadonlySet<string>): boolean {
  return (
    (isScriptName(path) || scripts.has(path) || isDenoFile(path)) &&
    moduleFoldersOf(path).length === 0 &&
    !isManagerScript(path)
  );
}

function manifestPaths(packages: Iterable<PackageFolder>, roots: readonly RootFolder[]): ReadonlySet<string> {
  const withManifest = [...packages].filter(({ hasManifest }) => hasManifest);
  const folders = [...withManifest, ...roots.filter(({ hasManifest }) => hasManifest)];
  return new Set(folders.map(({ path }) => below(path, 'package.json')));
}

function lockfilePaths(tree: FileTree, roots: readonly RootFolder[]): ReadonlySet<string> {
  const all = roots.flatMap((root) => [lockfileOf(root), hiddenLockfileOf(root.path)]);
  return new Set(all.filter((path) => path !== null && tree.files.has(path)) as string[]);
}

function addAll(sets: Map<string, Set<string>>, folder: string, values: ReadonlySet<string>): void {
  const known = sets.get(folder) ?? new Set();
  for (const value of values) known.add(value);
  sets.set(folder, known);
}

/** Facts of a tree before its files are read. */
export interface KnownPlaces {
  readonly roots: readonly RootFolder[];
  /** Files of application code that are scripts by their content and not by their names. */
  readonly scripts: ReadonlySet<string>;
}

/** Reads manifests, lockfiles and the application's own code. */
export async function readTree(
  tree: FileTree,
  packages: Iterable<PackageFolder>,
  { roots, scripts }: KnownPlaces,
): Promise<TreeContents> {
  const wantedManifests = manifestPaths(packages, roots);
  const wantedLockfiles = lockfilePaths(tree, roots);
  const code = [...tree.files.keys()].filter((path) => isApplicationCode(path, scripts));
  const manifests = new Map<string, Manifest>();
  const lockfiles = new Map<string, FileRead>();
  const imports = new Map<string, ReadonlySet<string>>();
  const importedPaths = new Map<string, Set<string>>();
  const foreign = noForeignImports();
  const problems: Problem[] = [];
  for await (const read of tree.readMany([...wantedManifests, ...wantedLockfiles, ...code])) {
    const { path } = read;
    if (wantedLockfiles.has(path)) lockfiles.set(path, read);
    else if (wantedManifests.has(path)) {
      const manifest = readManifest(read);
      if ('code' in manifest) problems.push(manifest);
      else manifests.set(path, manifest);
    } else if (read.problem) problems.push(read.problem);
    else if (isDenoFile(path)) problems.push(...addDenoFile(foreign, path, read.bytes));
    else {
      const { packages: names, paths } = importsOf(path, read.bytes);
      imports.set(path, names);
      addAll(importedPaths, parentOf(path), paths);
      addForeign(foreign, path, foreignSpecifiers(read.bytes));
    }
  }
  return { manifests, lockfiles, imports, importedPaths, foreign, problems };
}

import { baseOf, isWithin, parentOf, type FileEntry, type FileTree } from '../../files/index.js';
import type { Difference } from './difference.js';
import { isLeftByTools, kindOf, mayBeCode } from './file-kinds.js';
import type { RecordedPackage, Records } from './read-records.js';

/** Modules that Python imports. */
const MODULE = /\.(?:pyc?|so|pyd)$/i;

/**
 * Names of folders that packages install beside their own by mistake, and that applications have too: what lies in them
 * may be the application's own.
 */
const SHARED_NAMES: ReadonlySet<string> = new Set([
  'benchmarks',
  'common',
  'config',
  'docs',
  'examples',
  'lib',
  'resources',
  'scripts',
  'src',
  'test',
  'tests',
  'tools',
  'utils',
]);

/** The folders that hold modules which packages list, with those packages; folders that hold whole packages are left out. */
function moduleFolders(
  packages: readonly RecordedPackage[],
): ReadonlyMap<string, ReadonlySet<RecordedPackage>> {
  const folders = new Map<string, Set<RecordedPackage>>();
  for (const one of packages)
    for (const path of one.files.keys()) {
      const folder = parentOf(path);
      if (!MODULE.test(path) || folder === one.site || !isWithin(folder, one.site)) continue;
      const known = folders.get(folder);
      if (known) known.add(one);
      else folders.set(folder, new Set([one]));
    }
  return folders;
}

/**
 * The package that a file lies in: the only one with modules in the nearest folder above it that has any. Null in a folder that several
 * packages share, which others may extend.
 */
function ownerOf(
  path: string,
  folders: ReadonlyMap<string, ReadonlySet<RecordedPackage>>,
): RecordedPackage | null {
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
    const owners = folders.get(folder);
    if (!owners) continue;
    const [first] = owners;
    return owners.size === 1 && first && !isShared(folder, first) ? first : null;
  }
  return null;
}

function isShared(folder: string, { site }: RecordedPackage): boolean {
  const inside = site === '' ? folder : folder.slice(site.length + 1);
  return SHARED_NAMES.has(inside.split('/', 1)[0]!.toLowerCase());
}

/** Whether compiled code is of a source that is listed, or there: it says nothing new. Python ignores a cache without its source. */
function isOfSource(path: string, { files }: FileTree, listed: Records['listed']): boolean {
  if (!/\.py[co]$/i.test(path)) return false;
  if (baseOf(parentOf(path)) === '__pycache__') return true;
  const source = path.slice(0, -1);
  return files.has(source) || listed.has(source);
}

type Place = Pick<RecordedPackage, 'site'> & Pick<Records, 'source'>;

function differenceOf(
  { path, size }: FileEntry,
  bytes: Uint8Array,
  { site, source }: Place,
): Difference | null {
  const kind = path.endsWith('.pyc') ? 'native' : kindOf(path, bytes);
  if (kind === 'data') return null;
  const inside = site === '' ? path : path.slice(site.length + 1);
  return {
    rule: kind === 'native' ? 'added-native' : 'tampered-code',
    severity: path.endsWith('.pyc') ? 'medium' : 'high',
    text: `${inside} was added`,
    evidence: [{ path, line: null, detail: `${size} bytes, not in ${source}` }],
  };
}

/** A file, and the archives that it lies in: members of an archive are the archive's, which a list may have. */
function withArchives(path: string): string[] {
  const parts = path.split('!/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('!/'));
}

/** Files in folders of packages that may be code and that no list of files has, each with its package. */
function unlistedCode(tree: FileTree, { packages, listed }: Records): ReadonlyMap<string, RecordedPackage> {
  const folders = moduleFolders(packages);
  const metadata = new Set(packages.map(({ folder }) => folder));
  const isListed = (path: string): boolean => withArchives(path).some((one) => listed.has(one));
  const isNew = (path: string): boolean =>
    !isListed(path) &&
    !isLeftByTools(path) &&
    !metadata.has(parentOf(path)) &&
    (mayBeCode(path) || path.endsWith('.pyc')) &&
    !isOfSource(path, tree, listed);
  const found = new Map<string, RecordedPackage>();
  for (const path of tree.files.keys()) {
    const owner = isNew(path) ? ownerOf(path, folders) : null;
    if (owner) found.set(path, owner);
  }
  return found;
}

/** Code in folders of packages that no list of files has. */
export async function unlistedFiles(
  tree: FileTree,
  records: Records,
): Promise<ReadonlyMap<RecordedPackage, readonly Difference[]>> {
  const wanted = unlistedCode(tree, records);
  const added = new Map<RecordedPackage, Difference[]>();
  for await (const { path, bytes } of tree.readMany(wanted.keys())) {
    const owner = wanted.get(path)!;
    const difference = bytes
      ? differenceOf(tree.files.get(path)!, bytes, { site: owner.site, source: records.source })
      : null;
    if (!difference) continue;
    const known = added.get(owner);
    if (known) known.push(difference);
    else added.set(owner, [difference]);
  }
  return added;
}

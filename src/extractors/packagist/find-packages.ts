import { isFields, packagist } from '../../ecosystems/index.js';
import { below, beyondLimit, limitOf, parentOf, type FileEntry, type FileTree } from '../../files/index.js';
import { PackageOwners, type Package, type Problem } from '../../model/index.js';
import type { ExtractContext, Extraction } from '../extractor.js';
import { lockDrifts } from '../lock-drift.js';
import { declaredRows, readManagerLocks } from '../locked-packages.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import { COPIES_FOLDER, unexplainedProblem } from '../unexplained-code.js';
import { readInstalledJson, readInstalledPhp, type InstalledPackage } from './installed-list.js';
import {
  foldersIn,
  packageRows,
  rootIdOf,
  rootOf,
  vendorFolder,
  type InstalledList,
} from './package-rows.js';

const LIST = /(?:^|\/)composer\/installed\.(?:json|php)$/;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;
const CODE = /\.(?:php|phar)$/i;
/** What Composer itself writes beside the packages. */
const OF_COMPOSER = /(?:^|\/)(?:composer\/[^/]+|autoload)\.php$/;

interface Lists {
  readonly lists: readonly InstalledList[];
  readonly problems: readonly Problem[];
}

function listProblem(path: string): Problem {
  const message = 'The list of installed packages is none that Composer writes: its packages were not seen.';
  return { code: 'malformed', path, message, affectsCompleteness: true };
}

/** The lists of each folder: `installed.json`, without it `installed.php`, which says less. */
function listPaths(tree: FileTree): string[] {
  const paths = [...tree.files.keys()].filter((path) => LIST.test(path) && !IN_NODE_MODULES.test(path));
  return paths.filter((path) => path.endsWith('.json') || !tree.files.has(path.replace(/php$/, 'json')));
}

async function readText(tree: FileTree, path: string): Promise<string | Problem> {
  const { bytes, problem } = await tree.read(path);
  if (problem) return problem;
  const most = limitOf('composer-list');
  return bytes.length > most
    ? beyondLimit('composer-list', path, `The list of installed packages is larger than ${most} bytes.`)
    : new TextDecoder().decode(bytes);
}

/** Names that the application's manifest requires. */
async function directNames(tree: FileTree, folder: string): Promise<ReadonlySet<string> | null> {
  const path = below(parentOf(folder), 'composer.json');
  const source = tree.files.has(path) ? await readText(tree, path) : null;
  if (typeof source !== 'string') return null;
  try {
    const manifest: unknown = JSON.parse(source);
    const required = isFields(manifest) ? manifest['require'] : null;
    return isFields(required) ? new Set(Object.keys(required).map((name) => name.toLowerCase())) : null;
  } catch {
    return null;
  }
}

function parseList(path: string, source: string): readonly InstalledPackage[] | null {
  return path.endsWith('.json') ? readInstalledJson(source) : readInstalledPhp(source);
}

async function readLists(tree: FileTree): Promise<Lists> {
  const lists: InstalledList[] = [];
  const problems: Problem[] = [];
  for (const path of listPaths(tree)) {
    const source = await readText(tree, path);
    const packages = typeof source === 'string' ? parseList(path, source) : null;
    if (packages) lists.push({ path, packages, direct: await directNames(tree, vendorFolder(path)) });
    else problems.push(typeof source === 'string' ? listProblem(path) : source);
  }
  return { lists, problems };
}

/** Code of no package: the application's own, and what nothing explains: archives, and code in folders for packages. */
function looseCode(tree: FileTree, packages: readonly Package[], vendors: readonly string[]) {
  const owners = new PackageOwners(packages);
  const isVendored = (path: string): boolean =>
    COPIES_FOLDER.test(path) || vendors.some((folder) => folder !== '' && path.startsWith(`${folder}/`));
  const isUnknown = ({ path }: FileEntry): boolean =>
    /\.phar$/i.test(path) || (isVendored(path) && !OF_COMPOSER.test(path));
  const loose = [...tree.files.values()].filter(
    ({ path, size }) =>
      size > 0 && CODE.test(path) && !IN_NODE_MODULES.test(path) && owners.ownerOf(path) === undefined,
  );
  return {
    own: new Set(loose.filter((entry) => !isUnknown(entry)).map(({ path }) => path)),
    unknown: loose.filter(isUnknown),
  };
}

/** Packages of development are left out of what is read of a lockfile; installed with them, they are not in it. */
const LOCK_RULES = { ecosystem: packagist, listsAll: false, isAllInstalled: true };

/** Finds the packages that Composer installed, and what lockfiles declare where it installed nothing. */
export async function findPackages(tree: FileTree, context: ExtractContext): Promise<Extraction> {
  const { lists, problems } = await readLists(tree);
  const folders = foldersIn(tree);
  const vendors = lists.map(({ path }) => vendorFolder(path));
  const isOutside = (path: string): boolean =>
    !IN_NODE_MODULES.test(path) && !vendors.some((folder) => path.startsWith(`${folder}/`));
  const locks = await readManagerLocks(tree, { manager: 'composer', ecosystem: packagist }, isOutside);
  const declaring = lists.length > 0 ? [] : locks.lockfiles;
  const packages = [
    ...lists.flatMap((list) => packageRows(list, folders)),
    ...declaring.flatMap((lock) =>
      declaredRows(lock, { ecosystem: packagist, root: rootIdOf(parentOf(lock.path)) }),
    ),
  ];
  const { own, unknown } = looseCode(tree, packages, vendors);
  const left = unknown.filter(({ path }) => !(context.systemFiles?.has(path) ?? false));
  const roots = [...vendors, ...declaring.map(({ path }) => parentOf(path))].map(rootOf);
  return {
    ...NOTHING_FOUND,
    ...lockDrifts({ roots, packages }, locks.lockfiles, LOCK_RULES),
    roots,
    packages,
    problems: [
      ...problems,
      ...locks.problems,
      ...unexplainedProblem({
        what: 'PHP code of others that no list of installed packages describes',
        files: left,
        topOf: parentOf,
        advice:
          'Deploy vendor/composer/installed.json too, and no archives, so that packages can be checked.',
      }),
    ],
    ownFiles: own,
  };
}

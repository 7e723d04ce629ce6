import { isKnownModule, moduleNameOf } from '../../ecosystems/index.js';
import { below, parentOf, type FileEntry, type FileTree } from '../../files/index.js';
import type { Problem } from '../../model/index.js';
import { COPIES_FOLDER, unexplainedProblem } from '../unexplained-code.js';
import type { FileOwners } from './file-owners.js';
import { isOfPython, PYTHON_CODE, PYTHON_SOURCE } from './python-files.js';

/** Python code that no metadata describes. */
export interface LooseCode {
  /** Sources that look like the application's own. */
  readonly own: ReadonlySet<string>;
  /** Code that is more likely another's, or that cannot be read: compiled code, and packages without their metadata. */
  readonly unexplained: readonly FileEntry[];
}

const IN_NODE_MODULES = /(?:^|\/)node_modules\//;
/** Folders that hold installed packages alone. */
const PACKAGES_ALONE = /(?:^|\/)(?:(?:site|dist)-packages|\.requirements\.zip!)\//;
/** Files that published packages often have, and applications rarely. */
const PUBLISHED_FILE = /(?:^|\/)(?:py\.typed|_version\.py|__about__\.py|[^/]+\.pyi)$/;
const PUBLISHED_HEAD = /^__(?:author|license|copyright|url|maintainer)__\s*=/m;
const VERSION_HEAD = /^__version__\s*=/m;
const INIT = /(?:^|\/)__init__\.py$/;

/** Folders from which imports start: the root, a layer's `python`, and folders that hold packages. */
export function startOf(path: string): string {
  const [site = ''] = /^(?:.*\/)?(?:site-packages|dist-packages|[^/]+\.zip!)(?=\/)/.exec(path) ?? [];
  if (site !== '') return site;
  return path.startsWith('python/') ? 'python' : '';
}

/** The folder or file right below where imports start. */
function topOf(path: string): string {
  const start = startOf(path);
  const [top = ''] = (start === '' ? path : path.slice(start.length + 1)).split('/', 1);
  return below(start, top);
}

function isLoose({ path, size }: FileEntry, owners: FileOwners): boolean {
  return (
    size > 0 &&
    PYTHON_CODE.test(path) &&
    !owners.has(path) &&
    !IN_NODE_MODULES.test(path) &&
    !isOfPython(path)
  );
}

/** Native code that says by its name that Python loads it. */
const NAMED_NATIVE = /\.(?:cpython|abi3|pypy)[\w-]*\.so$|\.pyd$/i;

/** Code of languages that have libraries named `.so`, too. */
const OTHER_CODE = /\.(?:rb|php|dll)$/i;

/** Folders with Python code in them or below; null where no other language's code is. */
function foldersOfPython(tree: FileTree): ReadonlySet<string> | null {
  const paths = [...tree.files.keys()];
  if (!paths.some((path) => OTHER_CODE.test(path) && !IN_NODE_MODULES.test(path))) return null;
  const folders = new Set<string>();
  for (const path of paths) {
    if (!/\.py[co]?$/i.test(path)) continue;
    for (let folder = parentOf(path); !folders.has(folder); folder = parentOf(folder)) folders.add(folder);
  }
  return folders;
}

/** Beside another language, native code is Python's by its name, or by Python code in its folder, below it or in the folder around it. */
function isOfPythonCode(path: string, folders: ReadonlySet<string> | null): boolean {
  if (folders === null || !/\.so$/i.test(path) || NAMED_NATIVE.test(path)) return true;
  return folders.has(parentOf(path)) || (parentOf(path) !== '' && folders.has(parentOf(parentOf(path))));
}

/** Folders of code that look like a published package's. */
async function publishedFolders(
  tree: FileTree,
  loose: readonly FileEntry[],
  owners: FileOwners,
): Promise<ReadonlySet<string>> {
  const folders = new Set<string>();
  for (const path of tree.files.keys())
    if (PUBLISHED_FILE.test(path) && !owners.has(path)) folders.add(parentOf(path));
  const starts = loose.map(({ path }) => path).filter((path) => INIT.test(path));
  for await (const { path, bytes } of tree.readHeads(starts)) {
    const head = new TextDecoder('latin1').decode(bytes ?? new Uint8Array());
    if (VERSION_HEAD.test(head) && PUBLISHED_HEAD.test(head)) folders.add(parentOf(path));
  }
  folders.delete('');
  return folders;
}

function isBelowOne(path: string, folders: ReadonlySet<string>): boolean {
  for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder))
    if (folders.has(folder)) return true;
  return false;
}

function looksForeign(path: string, published: ReadonlySet<string>): boolean {
  if (!PYTHON_SOURCE.test(path) || PACKAGES_ALONE.test(path)) return true;
  if (COPIES_FOLDER.test(path) || isBelowOne(path, published)) return true;
  return isKnownModule(moduleNameOf(topOf(path)));
}

/** Divides the Python code of no package into the application's own and what nothing explains. */
export async function looseCode(tree: FileTree, owners: FileOwners): Promise<LooseCode> {
  const folders = foldersOfPython(tree);
  const loose = [...tree.files.values()].filter(
    (entry) => isLoose(entry, owners) && isOfPythonCode(entry.path, folders),
  );
  const published = await publishedFolders(tree, loose, owners);
  const own = new Set<string>();
  const unexplained: FileEntry[] = [];
  const sources = new Set(loose.map(({ path }) => path).filter((path) => PYTHON_SOURCE.test(path)));
  for (const entry of loose) {
    const { path } = entry;
    // Python's own copy of a source that is there.
    const isCopy = isCompiledCopy(path, sources);
    if (isCopy || !looksForeign(path, published)) own.add(path);
    else unexplained.push(entry);
  }
  return { own, unexplained };
}

const CACHED = /^(.*)\/__pycache__\/([^/]+?)\.[\w-]+(?:\.opt-\d)?\.pyc$/;

function isCompiledCopy(path: string, sources: ReadonlySet<string>): boolean {
  const [, folder, name] = CACHED.exec(`/${path}`) ?? [];
  return name !== undefined && sources.has(below((folder ?? '').slice(1), `${name}.py`));
}

/** Code of packages whose metadata is gone: which packages these are cannot be told, so none of them was checked. */
export function unexplainedPython(files: readonly FileEntry[]): Problem[] {
  return unexplainedProblem({
    what: 'Python code of no known release that no package metadata describes',
    files,
    topOf,
    advice: 'Deploy the .dist-info folders of packages too, so that they can be checked.',
  });
}

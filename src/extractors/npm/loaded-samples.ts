import { posix } from 'node:path';
import { below, limitOf, parentOf, resolveLink, type FileTree } from '../../files/index.js';
import { groupBy } from '../../model/index.js';
import { isScriptName, loadedEntries } from '../../program/index.js';
import { moduleFoldersOf } from '../../ecosystems/index.js';
import { isSampleFolder, type LocatedPackages } from './locate-packages.js';
import { packageOfSpecifier } from './module-imports.js';
import type { TreeContents } from './read-tree.js';

interface Surroundings extends LocatedPackages {
  readonly contents: Pick<TreeContents, 'manifests' | 'imports' | 'importedPaths'>;
}

/** Files that tools run during development, unless something else names them. */
const FOR_DEVELOPMENT = /(?:^|[/._-])(?:tests?|specs?|bench(?:mark)?s?|gruntfile|gulpfile|karma)[._-]/i;
/** Pieces of a text between quotes and ends of lines: each string is one of them, whatever quotes stand before it. */
const QUOTES = /["'`\n]/;
/** What Node adds to a path that it loads. https://nodejs.org/api/modules.html#all-together */
const ENDINGS = ['', '.js', '.cjs', '.mjs', '.json', '/index.js', '/package.json'];

/** The package that owns a file, and the file's path in it. */
function placeOf(path: string): { readonly host: string; readonly inside: string } {
  const host = moduleFoldersOf(path).at(-1)?.path ?? '';
  return { host, inside: host === '' ? path : path.slice(host.length + 1) };
}

/** Whether a file runs only if another one names it. */
function isQuiet(inside: string): boolean {
  return FOR_DEVELOPMENT.test(inside) || isSampleFolder(parentOf(inside));
}

/** Packages with samples, and those whose manifest requires one of them. */
function namingPackages({ folders, samples, contents }: Surroundings): ReadonlySet<string> {
  const naming = new Set(samples.values());
  const names = new Set([...naming].map((path) => folders.get(path)?.name));
  for (const path of folders.keys()) {
    const manifest = contents.manifests.get(below(path, 'package.json'));
    if (manifest && [...manifest.dependencies.keys()].some((name) => names.has(name))) naming.add(path);
  }
  return naming;
}

/** Files that run, and that can name a file of a package with samples. */
function* runningFiles(
  tree: FileTree,
  { folders, samples, contents }: Surroundings,
  naming: ReadonlySet<string>,
) {
  const names = new Set([...samples.values()].map((path) => folders.get(path)?.name ?? ''));
  for (const [path, imported] of contents.imports)
    if ([...imported].some((name) => names.has(name))) yield path;
  for (const path of tree.files.keys()) {
    const { host, inside } = placeOf(path);
    if (!naming.has(host)) continue;
    if (inside === 'package.json' || (isScriptName(path) && !isQuiet(inside))) yield path;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Texts of a file that may be paths: the entries of a manifest, all strings of a script. */
function textsOf(path: string, bytes: Uint8Array): Iterable<string> {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (path.endsWith('/package.json')) return loadedEntries(parseJson(text));
  const longest = limitOf('path');
  return text.split(QUOTES).filter((piece) => piece.length <= longest && /[./]/.test(piece));
}

/** The folder that a package's name stands for in a file. */
function importedFolder(tree: FileTree, name: string, importer: string): string | undefined {
  for (let at = importer; at !== '';) {
    at = parentOf(at);
    const folder = below(at, `node_modules/${name}`);
    if (tree.files.has(below(folder, 'package.json'))) return folder;
    if (tree.links.has(folder)) return resolveLink(tree, folder);
  }
  return undefined;
}

/** Paths that a text of a file can mean: from the file's folder, from its package's folder, or by a package's name. */
function meantBy(tree: FileTree, text: string, path: string): readonly string[] {
  const name = packageOfSpecifier(text);
  const folder = name !== null && text.length > name.length ? importedFolder(tree, name, path) : undefined;
  const named = folder === undefined || name === null ? [] : [folder + text.slice(name.length)];
  return [posix.join(parentOf(path), text), posix.join(placeOf(path).host, text), ...named];
}

/** Folders around folders of samples, each with those. */
function byFolderAround(samples: Surroundings['samples']): ReadonlyMap<string, readonly string[]> {
  return groupBy(samples.keys(), (owner) => {
    const around = [owner];
    for (let at = owner; at !== samples.get(owner); at = parentOf(at)) around.push(parentOf(at));
    return around;
  });
}

/** Follows names of files into samples. */
class Search {
  readonly loaded = new Set<string>();
  private readonly known = new Set<string>();
  private readonly tree: FileTree;
  private readonly samples: Surroundings['samples'];
  private open: string[] = [];

  constructor(tree: FileTree, samples: Surroundings['samples']) {
    this.tree = tree;
    this.samples = samples;
  }

  add(file: string): void {
    if (this.known.has(file)) return;
    this.known.add(file);
    this.open.push(file);
    for (let at = file; at !== ''; at = parentOf(at)) if (this.samples.has(at)) this.loaded.add(at);
  }

  reach(path: string): void {
    for (const ending of ENDINGS) {
      const file = path + ending;
      if (this.tree.files.has(file) && moduleFoldersOf(file).length > 0) this.add(file);
    }
  }

  /** Every folder of samples in and around one that a link leads to: paths through the link name others. */
  followLinks(): void {
    const around = byFolderAround(this.samples);
    const targets = new Set<string | undefined>();
    for (const link of this.tree.links.keys())
      if (!isSampleFolder(placeOf(link).inside)) targets.add(resolveLink(this.tree, link));
    for (const target of targets) {
      if (target === undefined) continue;
      this.reach(target);
      for (const owner of around.get(target) ?? []) this.loaded.add(owner);
    }
  }

  async run(isFollowed: (path: string) => boolean): Promise<void> {
    while (this.open.length > 0) {
      const reading = this.open;
      this.open = [];
      for await (const { path, bytes } of this.tree.readMany(reading)) {
        const texts = bytes ? [...textsOf(path, bytes)] : [];
        const meant = texts.flatMap((text) => meantBy(this.tree, text, path));
        for (const each of meant.filter(isFollowed)) this.reach(each);
      }
    }
  }
}

/**
 * Folders of samples with a `node_modules` that something which runs leads to: an entry of a manifest, a string in a file
 * outside of samples, a link. Their packages count. Paths that code computes are not followed.
 */
export async function loadedSamples(tree: FileTree, found: Surroundings): Promise<ReadonlySet<string>> {
  const { samples, contents } = found;
  const search = new Search(tree, samples);
  if (samples.size === 0) return search.loaded;
  const naming = namingPackages(found);
  search.followLinks();
  for (const file of runningFiles(tree, found, naming)) search.add(file);
  for (const paths of contents.importedPaths.values()) for (const path of paths) search.reach(path);
  await search.run((path) => {
    const { host } = placeOf(path);
    return naming.has(host) || moduleFoldersOf(path).some(({ owner }) => samples.has(owner));
  });
  return search.loaded;
}

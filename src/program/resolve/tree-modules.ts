import { below, foldersOf, parentOf, type FileTree } from '../../files/index.js';
import {
  isPackageName,
  moduleFolderAt,
  moduleFoldersOf,
  packageOfSpecifier,
} from '../../ecosystems/index.js';
import { ModuleResolver, type Manifests, type Resolution, type Wanted } from './module-resolver.js';

/** Dependencies that a package may load, by their manifest's fields. */
const DEPENDENCY_FIELDS = ['dependencies', 'optionalDependencies', 'peerDependencies'];

const IN_MODULES = /(?:^|\/)node_modules\//;
/** Node runs no TypeScript of installed packages. https://nodejs.org/api/typescript.html */
const JAVASCRIPT = /\.[cm]?jsx?$/i;
/** Folders of packages with code for their developers. */
const UNUSED = /^(?:tests?|__tests__|spec|examples?|benchmarks?|docs?)\//;

/** Folder of the installed package that a file belongs to; '' for the function's own files. */
export function groupOf(path: string): string {
  return moduleFoldersOf(path).at(-1)?.path ?? '';
}

/** Index of the first of some sorted texts that is not before a text. */
function firstFrom(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The modules of a tree: its packages by name, its scripts by folder. */
export class TreeModules {
  private readonly resolver: ModuleResolver;
  private readonly manifests: Manifests;
  /** Folders of installed packages by the name that an import gives them. */
  private readonly byName = new Map<string, string[]>();
  private readonly scripts: readonly string[];
  private readonly folders: ReadonlySet<string>;

  /** @param scripts all scripts of the tree, sorted */
  constructor(tree: FileTree, manifests: Manifests, scripts: readonly string[]) {
    this.manifests = manifests;
    this.scripts = scripts;
    this.folders = foldersOf(tree.files.keys()).add('');
    for (const folder of [...this.folders, ...tree.links.keys()]) this.addFolder(folder);
    this.resolver = new ModuleResolver(tree, this.folders, manifests);
  }

  private addFolder(path: string): void {
    const folder = moduleFolderAt(path);
    if (!folder || !isPackageName(folder.name)) return;
    const known = this.byName.get(folder.name);
    if (known) known.push(folder.owner);
    else this.byName.set(folder.name, [folder.owner]);
  }

  resolve(wanted: Wanted): Resolution {
    return this.resolver.resolve(wanted);
  }

  /** What a path leads to, as for `require`. */
  at(path: string): string | null {
    return this.resolver.at(path);
  }

  /** Whether a package of that name, or the name of a specifier, is installed anywhere. */
  isInstalled(specifier: string): boolean {
    const name = packageOfSpecifier(specifier);
    return name !== null && this.byName.has(name);
  }

  /** Names of installed packages that begin with a text. */
  namesFrom(start: string): string[] {
    return [...this.byName.keys()].filter((name) => name.startsWith(start));
  }

  /** Names of the packages in `node_modules` of a folder. */
  namesIn(owner: string): string[] {
    return [...this.byName].flatMap(([name, owners]) => (owners.includes(owner) ? name : []));
  }

  /** What a specifier means in a folder, however it is imported. */
  filesOf(owner: string, specifier: string): readonly string[] {
    const from = owner === '' ? 'index.js' : `${owner}/index.js`;
    const files = (['require', 'import'] as const).flatMap(
      (kind) => this.resolver.resolve({ from, specifier, kind }).files,
    );
    return [...new Set(files)];
  }

  /** Files that a specifier may mean, in all copies of its package. */
  copiesOf(specifier: string): readonly string[] {
    const owners = this.byName.get(packageOfSpecifier(specifier) ?? '') ?? [];
    const files = owners.flatMap((owner) => this.filesOf(owner, specifier));
    return [...new Set(files)];
  }

  /** Scripts whose path begins with a text, and which are in no package below it. */
  scriptsFrom(start: string): readonly string[] {
    const found: string[] = [];
    const group = groupOf(`${start}x`);
    for (let at = firstFrom(this.scripts, start); at < this.scripts.length; at += 1) {
      const path = this.scripts[at] ?? '';
      if (!path.startsWith(start)) break;
      if (groupOf(path) === group) found.push(path);
    }
    return found;
  }

  /** All scripts of a package that its code may load, or the function's own ones. */
  scriptsOf(group: string): readonly string[] {
    if (group === '') return this.scriptsFrom('').filter((path) => !IN_MODULES.test(path));
    const files = this.scriptsFrom(`${group}/`);
    return files.filter((path) => JAVASCRIPT.test(path) && !UNUSED.test(path.slice(group.length + 1)));
  }

  /** Names of packages in the manifest above a file. */
  dependenciesAt(file: string): string[] {
    for (let folder = parentOf(file); ; folder = parentOf(folder)) {
      const fields = this.manifests.get(folder);
      if (fields) return DEPENDENCY_FIELDS.flatMap((field) => Object.keys(Object(fields[field]) as object));
      if (folder === '') return [];
    }
  }

  /** What a prefix such as `lodash/` may lead to. */
  filesFrom(from: string, prefix: string): readonly string[] {
    const name = packageOfSpecifier(prefix);
    const folder = name === null ? null : this.resolver.packageFolder(parentOf(from), name);
    return folder === null ? [] : this.scriptsOf(folder);
  }

  /** Whether a name is that of a folder beside a file, or at the root. */
  isFolder(from: string, name: string): boolean {
    return this.folders.has(name) || this.folders.has(below(parentOf(from), name));
  }

  /** Files that a path means: one file, or all scripts of a folder; relative to the file, or to the folder that the process runs in. */
  filesAt(from: string, { text, isPrefix }: { readonly text: string; readonly isPrefix: boolean }): string[] {
    const folders = text.startsWith('/') ? [''] : [...new Set([parentOf(from), ''])];
    return folders.flatMap((folder) => {
      const path = joined(folder, text);
      if (isPrefix) return this.scriptsFrom(path);
      const file = this.resolver.at(path.replace(/\/$/, ''));
      if (file !== null) return [file];
      const start = path.endsWith('/') || path === '' ? path : `${path}/`;
      return this.folders.has(start.replace(/\/$/, '')) ? this.scriptsFrom(start) : [];
    });
  }
}

/** A path that may end within a name. */
function joined(folder: string, prefix: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  const steps = prefix.split('/');
  for (const step of steps.slice(0, -1)) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return [...parts, steps.at(-1) ?? ''].join('/');
}

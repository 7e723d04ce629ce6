import { below, foldersOf, parentOf, type FileTree } from '../../files/index.js';
import { firstIndex } from '../../model/index.js';
import {
  isPackageName,
  moduleFolderAt,
  moduleFoldersOf,
  packageOfSpecifier,
} from '../../ecosystems/index.js';
import { ModuleResolver, type Manifests, type Resolution, type Wanted } from './module-resolver.js';

/** Fields of a manifest that name packages which the package may load. */
const DEPENDENCY_FIELDS = ['dependencies', 'optionalDependencies', 'peerDependencies'];

const IN_MODULES = /(?:^|\/)node_modules\//;
/** Node runs no TypeScript of installed packages. https://nodejs.org/api/typescript.html */
const JAVASCRIPT = /\.[cm]?jsx?$/i;
/** Folders of a package that hold code for its developers only. */
const UNUSED = /^(?:tests?|__tests__|spec|examples?|benchmarks?|docs?)\//;

/** Folder of the installed package that a file belongs to; '' for the function's own files. */
export function groupOf(path: string): string {
  return moduleFoldersOf(path).at(-1)?.path ?? '';
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

  /** The file that `require` loads for a path; null if it loads none. */
  at(path: string): string | null {
    return this.resolver.at(path);
  }

  /** Whether any folder has the package that a specifier names. */
  isInstalled(specifier: string): boolean {
    const name = packageOfSpecifier(specifier);
    return name !== null && this.byName.has(name);
  }

  /** Names of the installed packages whose name begins with a text. */
  namesFrom(start: string): string[] {
    return [...this.byName.keys()].filter((name) => name.startsWith(start));
  }

  /** Names of the packages in a folder's `node_modules`. */
  namesIn(owner: string): string[] {
    return [...this.byName].flatMap(([name, owners]) => (owners.includes(owner) ? name : []));
  }

  /** Files that a specifier means in a folder's code, by `require` or by `import`. */
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

  /** Scripts whose path begins with a text. Scripts of packages that are installed below are left out. */
  scriptsFrom(start: string): readonly string[] {
    const found: string[] = [];
    const group = groupOf(`${start}x`);
    const { length } = this.scripts;
    for (
      let at = firstIndex(0, length, (each) => (this.scripts[each] ?? '') >= start);
      at < length;
      at += 1
    ) {
      const path = this.scripts[at] ?? '';
      if (!path.startsWith(start)) break;
      if (groupOf(path) === group) found.push(path);
    }
    return found;
  }

  /** The scripts that a package's code may load; for '' the function's own scripts. */
  scriptsOf(group: string): readonly string[] {
    if (group === '') return this.scriptsFrom('').filter((path) => !IN_MODULES.test(path));
    const files = this.scriptsFrom(`${group}/`);
    return files.filter((path) => JAVASCRIPT.test(path) && !UNUSED.test(path.slice(group.length + 1)));
  }

  /** Names of the dependencies in the nearest manifest above a file. */
  dependenciesAt(file: string): string[] {
    for (let folder = parentOf(file); ; folder = parentOf(folder)) {
      const fields = this.manifests.get(folder);
      if (fields) return DEPENDENCY_FIELDS.flatMap((field) => Object.keys(Object(fields[field]) as object));
      if (folder === '') return [];
    }
  }

  /** Files that a specifier may mean of which only the start (`lodash/`) is constant. */
  filesFrom(from: string, prefix: string): readonly string[] {
    const name = packageOfSpecifier(prefix);
    const folder = name === null ? null : this.resolver.packageFolder(parentOf(from), name);
    return folder === null ? [] : this.scriptsOf(folder);
  }

  /** Whether a folder of that name lies beside a file, or at the root. */
  isFolder(from: string, name: string): boolean {
    return this.folders.has(name) || this.folders.has(below(parentOf(from), name));
  }

  /**
   * Files that a path in code means: one file, or all scripts of a folder. The path is relative to the importing file, or to the
   * folder in which the process runs.
   */
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

/** Joins a folder and the start of a path, which may end in the middle of a name. */
function joined(folder: string, prefix: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  const steps = prefix.split('/');
  for (const step of steps.slice(0, -1)) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return [...parts, steps.at(-1) ?? ''].join('/');
}

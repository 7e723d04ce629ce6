import { posix } from 'node:path';
import { baseOf, below, parentOf, resolveLink, type FileTree } from '../../files/index.js';
import { packageOfSpecifier, type Fields } from '../../ecosystems/index.js';
import type { ImportKind } from '../script-imports.js';
import { exportsTarget } from './exports-target.js';

/** Endings that Node or a loader adds to a path. */
const ENDINGS = ['', '.js', '.json', '.node', '.mjs', '.cjs', '.ts', '.mts', '.cts', '.tsx', '.jsx'];
const SHARED = ['node', 'node-addons'];
/** Newer versions of Node take `module-sync` first: both are followed, because a function's version may be unknown. */
const CONDITIONS: Readonly<Record<ImportKind, readonly ReadonlySet<string>[]>> = {
  require: [new Set([...SHARED, 'require']), new Set([...SHARED, 'require', 'module-sync'])],
  import: [new Set([...SHARED, 'import']), new Set([...SHARED, 'import', 'module-sync'])],
  path: [new Set([...SHARED, 'require']), new Set([...SHARED, 'import'])],
};

/** Parsed package.json files by their folder. */
export type Manifests = ReadonlyMap<string, Fields>;

/** The files that a specifier means. */
export interface Resolution {
  /** Paths with links resolved. Several where versions of Node, or `require` and `import`, differ. */
  readonly files: readonly string[];
  /** No folder of this tree has the package: another mount may. */
  readonly isElsewhere: boolean;
}

const NOWHERE: Resolution = { files: [], isElsewhere: false };
const ELSEWHERE: Resolution = { files: [], isElsewhere: true };

/** An import to resolve. */
export interface Wanted {
  /** The importing file. */
  readonly from: string;
  readonly specifier: string;
  readonly kind: ImportKind;
}

function textField(fields: Fields | undefined, name: string): string | null {
  const value = fields?.[name];
  return typeof value === 'string' ? value : null;
}

/**
 * Finds files as Node does, in one tree. https://nodejs.org/api/modules.html#all-together
 * @param folders all folders of the tree, the root too.
 */
export class ModuleResolver {
  private readonly tree: FileTree;
  private readonly folders: ReadonlySet<string>;
  private readonly manifests: Manifests;

  constructor(tree: FileTree, folders: ReadonlySet<string>, manifests: Manifests) {
    this.tree = tree;
    this.folders = folders;
    this.manifests = manifests;
  }

  private real(path: string): string {
    return resolveLink(this.tree, path) ?? path;
  }

  private fileAt(path: string): string | null {
    for (const ending of ENDINGS) {
      const real = this.real(path + ending);
      if (this.tree.files.has(real)) return real;
    }
    // Sources of TypeScript name the compiled file.
    const source = path.replace(/\.([cm]?)js$/, '.$1ts');
    return source !== path && this.tree.files.has(this.real(source)) ? this.real(source) : null;
  }

  private folderAt(path: string): string | null {
    const folder = this.real(path);
    if (!this.folders.has(folder)) return null;
    const main = textField(this.manifests.get(folder), 'main');
    const named = main === null ? null : this.below(folder, main);
    const found = named === null ? null : (this.fileAt(named) ?? this.indexOf(named));
    return found ?? this.indexOf(folder);
  }

  private indexOf(folder: string): string | null {
    return this.fileAt(below(folder, 'index'));
  }

  /** Joins a folder and a path. `..` at the root stays at the root. */
  private below(folder: string, path: string): string {
    return posix.join('/', folder, path).slice(1).replace(/\/$/, '');
  }

  /** The file that Node loads for a path with or without its ending; null if there is none. */
  at(path: string): string | null {
    return this.fileAt(path) ?? this.folderAt(path);
  }

  /** The folder of the package that an import in a folder finds; null if there is none. */
  packageFolder(from: string, name: string): string | null {
    for (let folder = from; ; folder = parentOf(folder)) {
      const candidate = this.real(below(folder, `node_modules/${name}`));
      if (baseOf(folder) !== 'node_modules' && this.folders.has(candidate)) return candidate;
      if (folder === '') return null;
    }
  }

  /** The nearest folder above a file that has a manifest; null if there is none. */
  private scopeOf(file: string): string | null {
    for (let folder = parentOf(file); ; folder = parentOf(folder)) {
      if (this.manifests.has(folder)) return folder;
      if (folder === '' || baseOf(folder) === 'node_modules') return null;
    }
  }

  /** The files that a subpath of a package means. */
  inPackage(folder: string, subpath: string, kind: ImportKind): string[] {
    const fields = this.manifests.get(folder);
    if (fields?.exports === undefined || fields.exports === null) {
      const path = subpath === '.' ? folder : below(folder, subpath.slice(2));
      const file = subpath === '.' ? this.folderAt(folder) : this.at(path);
      return file === null ? [] : [file];
    }
    return this.targets(folder, CONDITIONS[kind], (conditions) =>
      exportsTarget(fields.exports, subpath, conditions),
    );
  }

  private targets(
    folder: string,
    conditions: readonly ReadonlySet<string>[],
    targetOf: (conditions: ReadonlySet<string>) => string | null,
  ): string[] {
    const files = conditions.flatMap((each) => {
      const target = targetOf(each);
      const file = target?.startsWith('./') ? this.at(this.below(folder, target)) : null;
      return file ?? [];
    });
    return [...new Set(files)];
  }

  private resolveImports(scope: string, { specifier, kind }: Wanted): Resolution {
    const { imports } = this.manifests.get(scope) ?? {};
    const files: string[] = [];
    let isElsewhere = false;
    for (const conditions of CONDITIONS[kind]) {
      const target = exportsTarget(imports, specifier, conditions);
      if (target === null) continue;
      if (target.startsWith('./')) files.push(...this.targets(scope, [conditions], () => target));
      else if (!target.startsWith('#')) {
        const found = this.resolve({ from: below(scope, 'package.json'), specifier: target, kind });
        files.push(...found.files);
        isElsewhere ||= found.isElsewhere;
      }
    }
    return { files: [...new Set(files)], isElsewhere };
  }

  private resolvePackage({ from, specifier, kind }: Wanted, name: string): Resolution {
    const subpath = `.${specifier.slice(name.length)}`.replace(/\/$/, '');
    const scope = this.scopeOf(from);
    const isSelf = scope !== null && textField(this.manifests.get(scope), 'name') === name;
    const own = isSelf && this.manifests.get(scope)?.exports ? this.inPackage(scope, subpath, kind) : [];
    if (own.length > 0) return { files: own, isElsewhere: false };
    const folder = this.packageFolder(parentOf(from), name);
    if (folder === null) return ELSEWHERE;
    return { files: this.inPackage(folder, subpath, kind), isElsewhere: false };
  }

  /** The files that an import loads: none for Node's own modules. */
  resolve(wanted: Wanted): Resolution {
    const { from, specifier } = wanted;
    if (/^\.\.?(?:\/|$)/.test(specifier)) {
      const file = this.at(this.below(parentOf(from), specifier));
      return file === null ? NOWHERE : { files: [file], isElsewhere: false };
    }
    if (specifier.startsWith('#')) {
      const scope = this.scopeOf(from);
      return scope === null ? NOWHERE : this.resolveImports(scope, wanted);
    }
    if (specifier.startsWith('/')) return ELSEWHERE;
    const name = packageOfSpecifier(specifier);
    return name === null ? NOWHERE : this.resolvePackage(wanted, name);
  }
}

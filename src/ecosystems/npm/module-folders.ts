import { parentOf } from '../../files/index.js';

/** A folder `…/node_modules/<name>`, by its place alone. */
export interface ModuleFolder {
  readonly path: string;
  /** What an import calls it: `name` or `@scope/name`. */
  readonly name: string;
  /** The folder whose `node_modules` holds it. */
  readonly owner: string;
}

const MARK = 'node_modules/';

/**
 * Module folders on the way to a file, outermost first.
 * Dot folders (`.bin`, `.pnpm`, `.cache`) are none: `import` cannot name them; what lies in a `node_modules` below them is.
 * https://nodejs.org/api/modules.html#loading-from-node_modules-folders
 */
export function moduleFoldersOf(path: string): ModuleFolder[] {
  const found: ModuleFolder[] = [];
  for (let at = path.indexOf(MARK); at >= 0; at = path.indexOf(MARK, at + MARK.length)) {
    if (at > 0 && path[at - 1] !== '/') continue;
    const start = at + MARK.length;
    let end = path.indexOf('/', start);
    if (end > 0 && path[start] === '@') end = path.indexOf('/', end + 1);
    if (end < 0 || path[start] === '.') continue;
    const folder = path.slice(0, end);
    found.push({ path: folder, name: path.slice(start, end), owner: path.slice(0, Math.max(0, at - 1)) });
  }
  return found;
}

/** The module folder that a path itself is, if it is one. */
export function moduleFolderAt(path: string): ModuleFolder | undefined {
  const innermost = moduleFoldersOf(`${path}/`).at(-1);
  return innermost?.path === path ? innermost : undefined;
}

/** `X/node_modules/.pnpm/<id>` and npm's `.store`: folders that hold one package beside links to its dependencies. */
const STORE = /(?:^|\/)node_modules\/\./;
/** Yarn Plug'n'Play keeps packages in archives and unpacks those that need it. https://yarnpkg.com/features/pnp */
const YARN_STORE = /(?:^|\/)\.yarn\/(?:cache|unplugged)\//;

export interface StoreFolder {
  /** The folder that the store belongs to. */
  readonly project: string;
  /** True if no folder look-up leads to its packages: a table of Yarn's does. */
  readonly isPlugAndPlay: boolean;
}

/** The store that a folder is part of, seen from its name. */
export function storeOf(folder: string): StoreFolder | undefined {
  const yarn = YARN_STORE.exec(folder);
  if (yarn) return { project: folder.slice(0, yarn.index), isPlugAndPlay: true };
  const store = STORE.exec(folder);
  return store ? { project: folder.slice(0, store.index), isPlugAndPlay: false } : undefined;
}

/** The nearest of `known` folders that is `folder` or contains it. */
export function nearestOf<T>(known: ReadonlyMap<string, T>, folder: string): T | undefined {
  for (let at = folder; ; at = parentOf(at)) {
    const found = known.get(at);
    if (found !== undefined || at === '') return found;
  }
}

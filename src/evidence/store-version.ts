import { versionIn } from '../ecosystems/index.js';

/** Folders of `node_modules` with one folder for each package and version. */
const STORES = new Set(['.pnpm', '.bun', '.deno']);
const YARN_SLUG = /^(.{1,250}?)-[0-9a-f]{10}(?:-[0-9a-f]{1,16})?$/;

/**
 * Reads `@scope+name@1.2.3`, which may end with peers: `(react@18.2.0)` or `_react@18.2.0`. https://github.com/pnpm/spec,
 * https://pnpm.io/symlinked-node-modules-structure
 */
function versionInStore(entry: string, name: string): string | null {
  const at = entry.indexOf('@', 1);
  if (at < 0 || entry.slice(0, at).replace('+', '/') !== name) return null;
  return versionIn(entry.slice(at + 1).split(/[(_]/, 1)[0] ?? '');
}

/** Reads `@scope-name-npm-1.2.3-0123456789-8.zip`; unplugged folders have no `.zip`. https://yarnpkg.com/features/pnp */
function versionInYarnCache(entry: string, name: string): string | null {
  const start = `${name.replace('/', '-')}-npm-`;
  if (!entry.startsWith(start)) return null;
  return versionIn(YARN_SLUG.exec(entry.slice(start.length).replace(/\.zip$/, ''))?.[1] ?? '');
}

/**
 * The version in the folder names of a package manager's store.
 * @param above path segments above the `node_modules` that holds the package.
 */
export function storeVersion(above: readonly string[], name: string): string | null {
  const entry = above.at(-1) ?? '';
  if (entry.length > 512) return null;
  return STORES.has(above.at(-2) ?? '') ? versionInStore(entry, name) : versionInYarnCache(entry, name);
}

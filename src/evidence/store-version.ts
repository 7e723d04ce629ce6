import { versionIn } from '../ecosystems/index.js';

/** Folders of `node_modules` that hold one folder a package and version. */
const STORES = new Set(['.pnpm', '.bun', '.deno']);
const YARN_SLUG = /^(.{1,250}?)-[0-9a-f]{10}(?:-[0-9a-f]{1,16})?$/;

/**
 * `@scope+name@1.2.3`, with peers behind it: `(react@18.2.0)` or `_react@18.2.0`.
 * https://github.com/pnpm/spec, https://pnpm.io/symlinked-node-modules-structure
 */
function versionInStore(entry: string, name: string): string | null {
  const at = entry.indexOf('@', 1);
  if (at < 0 || entry.slice(0, at).replace('+', '/') !== name) return null;
  return versionIn(entry.slice(at + 1).split(/[(_]/, 1)[0] ?? '');
}

/** `@scope-name-npm-1.2.3-0123456789-8.zip`, unplugged without `.zip`. https://yarnpkg.com/features/pnp */
function versionInYarnCache(entry: string, name: string): string | null {
  const start = `${name.replace('/', '-')}-npm-`;
  if (!entry.startsWith(start)) return null;
  return versionIn(YARN_SLUG.exec(entry.slice(start.length).replace(/\.zip$/, ''))?.[1] ?? '');
}

/**
 * The version that a package manager's folder names state.
 * @param above segments above the `node_modules` that holds the package.
 */
export function storeVersion(above: readonly string[], name: string): string | null {
  const entry = above.at(-1) ?? '';
  if (entry.length > 512) return null;
  return STORES.has(above.at(-2) ?? '') ? versionInStore(entry, name) : versionInYarnCache(entry, name);
}

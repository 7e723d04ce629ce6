import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @typedef {{ name: string, version: string, path: string }} TruthRow path of the package's folder in the zip */

/**
 * Packages below some folders, read from the disk by the rule of the runtime (folders in `node_modules`), and
 * checked against the list of the package manager. Shares no code with the scanner.
 * @param {string} base folder that becomes the zip
 * @param {string[]} roots folders below it that packages were installed in
 * @param {{ list: (folder: string) => import('./managers.mjs').Listed[], asCopies?: boolean }} options
 *   asCopies: links are packed as copies, so every link is an occurrence of its own
 * @returns {TruthRow[]}
 */
export function truthOf(base, roots, { list, asCopies = false }) {
  return roots.flatMap((root) => {
    const folder = join(base, root);
    const listed = list(folder);
    const rows = existsSync(join(folder, '.pnp.cjs')) ? archivedRows(folder, listed) : walk(folder, asCopies);
    compare(rows, listed, asCopies);
    return rows.map(({ name, version, path }) => ({ name, version, path: relative(base, path) }));
  });
}

/** Plug'n'Play: packages are in archives; each archive of the cache must be in the map and the other way round. */
function archivedRows(folder, listed) {
  const inMap = new Set(listed.map(({ path }) => path.slice(0, path.indexOf('.zip') + 4)));
  const cache = join(folder, '.yarn/cache');
  const onDisk = readdirSync(cache).filter((file) => file.endsWith('.zip'));
  assertEqual(new Set(onDisk.map((file) => join(cache, file))), inMap, 'archives of the cache');
  return listed.map((row) => ({ ...row, path: row.path.replace('.zip/', '.zip!/') }));
}

function walk(folder, asCopies) {
  const rows = new Map();
  const visitModules = (modules) => {
    for (const path of existsSync(modules) ? packageFolders(modules) : []) {
      const place = asCopies ? path : realpathSync(path);
      if (rows.has(place)) continue;
      const { name, version } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
      rows.set(place, { name, version, path: place });
      visitModules(join(place, 'node_modules'));
    }
  };
  visitModules(join(folder, 'node_modules'));
  return [...rows.values()];
}

/** Package folders of one `node_modules` folder, with those of pnpm's `.pnpm` and npm's `.store` in it. */
function packageFolders(modules) {
  return readdirSync(modules).flatMap((item) => {
    const path = join(modules, item);
    if (item === '.pnpm' || item === '.store') return storeFolders(path);
    if (item.startsWith('.')) return [];
    return item.startsWith('@') ? readdirSync(path).map((child) => join(path, child)) : [path];
  });
}

function storeFolders(store) {
  return readdirSync(store).flatMap((item) => {
    if (item === 'node_modules') return packageFolders(join(store, item));
    const modules = join(store, item, 'node_modules');
    if (existsSync(modules)) return packageFolders(modules);
    return item.startsWith('@') ? storeFolders(join(store, item)) : [];
  });
}

function compare(rows, listed, asCopies) {
  const withPaths = !asCopies && listed.every(({ path }) => path !== null);
  const keyOf = ({ name, version, path }) =>
    `${name}@${version}${withPaths ? ` ${path.replace('.zip!/', '.zip/')}` : ''}`;
  assertEqual(new Set(rows.map(keyOf)), new Set(listed.map(keyOf)), 'packages');
}

function assertEqual(onDisk, listed, what) {
  const onlyOnDisk = [...onDisk].filter((item) => !listed.has(item));
  const onlyListed = [...listed].filter((item) => !onDisk.has(item));
  if (onlyOnDisk.length + onlyListed.length > 0) {
    throw new Error(
      `The package manager and the disk disagree on ${what}: ${JSON.stringify({ onlyOnDisk: onlyOnDisk.slice(0, 9), onlyListed: onlyListed.slice(0, 9) })}`,
    );
  }
}

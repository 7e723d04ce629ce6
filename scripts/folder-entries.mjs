import { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files of a folder as zip entries, in code-unit order of their paths.
 * @param {string} folder
 * @param {object} [options]
 * @param {string} [options.prefix] put before every path: `nodejs/`
 * @param {boolean} [options.followLinks] write what links point at (as most packagers do) instead of the links
 * @param {(path: string) => boolean} [options.keep] path below the folder; a folder that is not kept is not entered
 * @returns {Generator<import('./write-zip.mjs').ZipEntry>}
 */
export function* folderEntries(folder, { prefix = '', followLinks = false, keep = () => true } = {}) {
  for (const path of filePaths(folder, followLinks, keep).sort(byCodeUnits)) {
    const file = join(folder, path);
    const stats = followLinks ? statSync(file) : lstatSync(file);
    const link = stats.isSymbolicLink();
    yield {
      path: prefix + path,
      bytes: link ? Buffer.from(readlinkSync(file)) : readFileSync(file),
      link,
      executable: (stats.mode & 0o111) !== 0,
    };
  }
}

/** Paths of files and links below a folder; each followed chain of links ends at a folder it is already in. */
function filePaths(folder, followLinks, keep) {
  const paths = [];
  const visit = (path, above) => {
    const real = realpathSync(join(folder, path));
    if (above.includes(real)) return;
    for (const item of readdirSync(join(folder, path))) {
      const child = path === '' ? item : `${path}/${item}`;
      if (!keep(child)) continue;
      const stats = (followLinks ? statSync : lstatSync)(join(folder, child), { throwIfNoEntry: false });
      if (stats?.isDirectory()) visit(child, [...above, real]);
      else if (stats) paths.push(child);
    }
  };
  visit('', []);
  return paths;
}

function byCodeUnits(a, b) {
  return a < b ? -1 : 1;
}

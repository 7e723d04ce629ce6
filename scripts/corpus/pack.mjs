import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { folderEntries } from '../folder-entries.mjs';
import { writeZip } from '../write-zip.mjs';

const LEFT_OUT = {
  'no-manifest': /^(package\.json|package-lock\.json|node_modules\/\.package-lock\.json)$/,
  pruned:
    /((^|\/)(\.bin|\.package-lock\.json|package-lock\.json|(readme|changelog|history|license|authors)[^/]*|[^/]+\.(d\.ts|map|md|ts))|(?<!node_modules)\/(test|tests|__tests__|docs|examples?))$/i,
};

/**
 * Zips an installed application in the shape that its definition names.
 * @param {import('./applications.mjs').Application} application
 * @returns {string} prefix of the folder's paths in the zip
 */
export function pack(application, folder, zipFile) {
  const { prefix = '', inside, windows, followLinks, without } = application;
  const keep = (path) => !(without && LEFT_OUT[without].test(path));
  const entries = [...folderEntries(folder, { prefix, followLinks, keep })];
  if (inside) {
    const innerFile = `${zipFile}.inner`;
    writeZip(innerFile, entries);
    writeZip(zipFile, [{ path: inside, bytes: readFileSync(innerFile) }]);
    rmSync(innerFile);
    return `${inside}!/`;
  }
  writeZip(zipFile, windows ? entries.filter(({ link }) => !link) : entries, { windows });
  return prefix;
}

/** The same folder by Info-ZIP's `zip`, links kept. @returns {boolean} false where there is no such program */
export function packBySystem(folder, zipFile) {
  rmSync(zipFile, { force: true });
  const zip = spawnSync('zip', ['-qry', zipFile, '.'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (zip.error) return false;
  if (zip.status !== 0) throw new Error(`zip exited ${zip.status} for ${zipFile}`);
  return true;
}

// Compares what a handler loaded with what the analysis says of its packages.
import { scan } from '../../dist/scan.js';

const MAX_MILLIS = 600_000;

/** Folder of the package with a file: the nearest one. */
function ownerOf(file, folders) {
  let folder = file;
  while (folder.includes('/')) {
    folder = folder.slice(0, folder.lastIndexOf('/'));
    if (folders.has(folder)) return folder;
  }
  return null;
}

/**
 * @typedef {object} Score
 * @property {string} name
 * @property {number} installed
 * @property {string[]} loaded folders
 * @property {string[]} wrong folders of packages that are called unreachable and load
 * @property {number} start
 * @property {number} call
 * @property {number} unknown
 * @property {number} unreachable
 * @property {number} millis of the whole scan
 */

/**
 * @param {import('./apps.mjs').App} app
 * @param {string} target
 * @param {readonly string[]} files that it loads
 * @returns {Promise<Score>}
 */
export async function scoreApp(app, target, files) {
  const startedAt = performance.now();
  const bare = { handler: app.handler, runtime: 'nodejs22.x', platform: 'aws-lambda', layers: [] };
  // A busy machine takes its time: what is cut is not known.
  const limits = { maxMillis: MAX_MILLIS };
  const options = { targets: [target], bare, limits, cache: null, fingerprints: null };
  const { artifacts, functions } = await scan(options).report;
  const millis = Math.round(performance.now() - startedAt);
  const installed = artifacts[0].packages.filter(({ presence }) => presence === 'installed');
  const folderOf = new Map(installed.map(({ id, locations }) => [id, locations[0].path]));
  const folders = new Set(folderOf.values());
  const loaded = new Set(files.map((file) => ownerOf(file, folders)).filter((folder) => folder !== null));
  const views = functions[0].packages.filter(({ id }) => folderOf.has(id));
  const unreachable = views.filter(({ reachable }) => reachable === false);
  return {
    name: app.name,
    installed: installed.length,
    loaded: [...loaded].toSorted((a, b) => (a < b ? -1 : 1)),
    wrong: unreachable.map(({ id }) => folderOf.get(id)).filter((folder) => loaded.has(folder)),
    start: views.filter(({ when }) => when === 'start').length,
    call: views.filter(({ when }) => when === 'call').length,
    unknown: views.filter(({ reachable }) => reachable === null).length,
    unreachable: unreachable.length,
    millis,
  };
}

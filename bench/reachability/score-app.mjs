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
 * @property {number} installed or, of a twin, bundled
 * @property {string[]} loaded folders or, of a twin, names
 * @property {string[]} wrong folders of packages that are called unreachable and load
 * @property {string[]} early packages that are called loaded at start and do not load
 * @property {number} start
 * @property {number} call
 * @property {number} unknown
 * @property {number} unreachable
 * @property {number} millis of the whole scan
 */

/** What a scan of a function says, and how long it took. */
async function scanned(app, target) {
  const startedAt = performance.now();
  const bare = { handler: app.handler, runtime: 'nodejs22.x', platform: 'aws-lambda', layers: [] };
  // A busy machine takes its time: what is cut is not known.
  const limits = { maxMillis: MAX_MILLIS };
  const options = { targets: [target], bare, limits, cache: null, fingerprints: null };
  const { artifacts, functions } = await scan(options).report;
  const millis = Math.round(performance.now() - startedAt);
  return { packages: artifacts[0].packages, views: functions[0].packages, millis };
}

/** @returns {Score} places: of the packages that count, by their id */
function scoreOf(name, { views, millis }, { places, loaded, wrong }) {
  const counted = views.filter(({ id }) => places.has(id));
  const atStart = counted.filter(({ when }) => when === 'start').map(({ id }) => places.get(id));
  return {
    name,
    installed: places.size,
    loaded: [...loaded].toSorted((a, b) => (a < b ? -1 : 1)),
    wrong,
    early: atStart.filter((place) => !loaded.has(place)),
    start: atStart.length,
    call: counted.filter(({ when }) => when === 'call').length,
    unknown: counted.filter(({ reachable }) => reachable === null).length,
    unreachable: counted.filter(({ reachable }) => reachable === false).length,
    millis,
  };
}

/** Places of the packages that are called unreachable. */
const unreachablePlaces = (views, places) =>
  views.filter(({ id, reachable }) => reachable === false && places.has(id)).map(({ id }) => places.get(id));

/**
 * @param {import('./apps.mjs').App} app
 * @param {string} target
 * @param {readonly string[]} files that it loads
 * @returns {Promise<Score>}
 */
export async function scoreApp(app, target, files) {
  const answer = await scanned(app, target);
  const installed = answer.packages.filter(({ presence }) => presence === 'installed');
  const places = new Map(installed.map(({ id, locations }) => [id, locations[0].path]));
  const folders = new Set(places.values());
  const loaded = new Set(files.map((file) => ownerOf(file, folders)).filter((folder) => folder !== null));
  const wrong = unreachablePlaces(answer.views, places).filter((folder) => loaded.has(folder));
  return scoreOf(app.name, answer, { places, loaded, wrong });
}

/**
 * Packages in a bundle have no folder: they are told apart by their names. Of copies with one name some may run and others not;
 * then only a verdict on all of them can be wrong.
 * @param {import('./apps.mjs').App} twin
 * @param {string} target
 * @param {readonly string[]} names of the packages that run
 * @returns {Promise<Score>}
 */
export async function scoreTwin(twin, target, names) {
  const answer = await scanned(twin, target);
  const bundled = answer.packages.filter(({ presence }) => presence === 'bundled');
  const places = new Map(bundled.map(({ id, name }) => [id, name]));
  const loaded = new Set(names);
  const mayRun = new Set(
    answer.views.filter(({ reachable }) => reachable !== false).map(({ id }) => places.get(id)),
  );
  const unreachable = new Set(unreachablePlaces(answer.views, places));
  const wrong = [...unreachable].filter((name) => loaded.has(name) && !mayRun.has(name));
  return scoreOf(twin.name, answer, { places, loaded, wrong });
}

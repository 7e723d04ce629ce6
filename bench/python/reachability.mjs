// Asks whether a package of Python that really loads is ever called "not loaded": installs handlers, calls each one once in a child
// process, and compares `sys.modules` with the answers. `node bench/python/reachability.mjs [NAME…]`, after `npm run build`.
import { scan } from '../../dist/index.js';
import { HANDLERS } from './handlers.mjs';
import { installHandler, loadedBy } from './install-handlers.mjs';

const names = process.argv.slice(2);
const sums = { installed: 0, loaded: 0, proven: 0, wrong: 0 };

/** Packages with a file among those that are loaded. */
function ownersOf(packages, files) {
  const places = packages.flatMap(({ id, locations }) => locations.map(({ path }) => [path, id]));
  return new Set(
    files.flatMap((file) =>
      places
        .filter(([place]) => file === place || file.startsWith(`${place}/`))
        .sort(([a], [b]) => b.length - a.length)
        .slice(0, 1)
        .map(([, id]) => id),
    ),
  );
}

for (const each of HANDLERS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const folder = installHandler(each);
  const { error, start, all } = loadedBy(each, folder);
  const begun = performance.now();
  const report = await scan({
    targets: [folder],
    bare: { name: each.name, handler: each.handler, runtime: 'python3.11', layers: [] },
    cache: null,
    offline: true,
  }).report;
  const millis = Math.round(performance.now() - begun);
  const [artifact] = report.artifacts;
  const [fn] = report.functions;
  const packages = artifact.packages.filter(
    ({ presence, ecosystem }) => presence === 'installed' && ecosystem === 'PyPI',
  );
  const answers = new Map(fn.packages.map(({ id, reachable, when, via }) => [id, { reachable, when, via }]));
  const loaded = ownersOf(packages, all);
  const atStart = ownersOf(packages, start);
  const nameOf = (id) => packages.find((found) => found.id === id)?.name ?? id;
  const by = (test) =>
    packages.filter(({ id }) => test(answers.get(id) ?? { reachable: null }, id)).map(({ id }) => nameOf(id));
  const wrong = by(({ reachable }, id) => reachable === false && loaded.has(id));
  const proven = by(({ reachable }, id) => reachable === false && !loaded.has(id));
  const unknown = by(({ reachable }, id) => reachable === null && !loaded.has(id));
  const early = by(({ reachable, when }, id) => reachable && when === 'start' && !atStart.has(id));
  const unseen = by(({ reachable }, id) => reachable === null && loaded.has(id));
  console.log(
    `${each.name}: ${packages.length} installed, ${loaded.size} loaded, ${proven.length} proven not loaded, ${unknown.length} of the others not known, ${millis} ms${error ? `, the call failed: ${error.slice(0, 80)}` : ''}`,
  );
  if (unknown.length > 0) console.log(`  not loaded, not known: ${unknown.join(', ')}`);
  if (unseen.length > 0) console.log(`  loaded, not known: ${unseen.join(', ')}`);
  if (early.length > 0) console.log(`  called loaded at start, but not loaded: ${early.join(', ')}`);
  if (wrong.length > 0) console.log(`  CALLED NOT LOADED THOUGH LOADED: ${wrong.join(', ')}`);
  sums.installed += packages.length;
  sums.loaded += loaded.size;
  sums.proven += proven.length;
  sums.wrong += wrong.length;
}
const share = ((100 * sums.proven) / (sums.installed - sums.loaded)).toFixed(1);
console.log(
  `all: ${sums.wrong} wrong; ${share} % of ${sums.installed - sums.loaded} packages that do not load are proven not loaded`,
);
process.exitCode = sums.wrong > 0 ? 1 : 0;

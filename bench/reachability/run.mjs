// Asks whether a package that really loads is ever called unreachable: installs applications, calls each handler once in a child process
// with its loads traced, and compares. `npm run bench:reachability [-- --set first-contact] [NAME…]` writes the set's truth when it runs over
// all of it. `--trace-only` writes down what loads and does not ask the product.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FIRST_CONTACT_APPS } from './apps-first-contact.mjs';
import { APPS } from './apps.mjs';
import { installApp, tracedFiles } from './install-app.mjs';
import { packageFolderOf } from './package-folder-of.mjs';
import { tracedTwin } from './twin.mjs';

const SETS = {
  first: { apps: APPS, truth: 'truth.json' },
  'first-contact': { apps: FIRST_CONTACT_APPS, truth: 'truth-first-contact.json' },
};
const { values: chosen, positionals: names } = parseArgs({
  options: { set: { type: 'string', default: 'first' }, 'trace-only': { type: 'boolean' } },
  allowPositionals: true,
});
const { apps, truth } = SETS[chosen.set];
const rows = [];
for (const app of apps.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const folder = installApp(app);
  const files = tracedFiles(app, folder);
  const twin = app.bundle ? await tracedTwin(app, folder) : null;
  if (chosen['trace-only']) {
    rows.push({ name: app.name, loaded: packagesOf(files) });
    if (twin) rows.push({ name: twin.app.name, loaded: twin.loaded });
    continue;
  }
  const { scoreApp, scoreTwin } = await import('./score-app.mjs');
  rows.push(await scoreApp(app, folder, files));
  if (twin) rows.push(await scoreTwin(twin.app, twin.folder, twin.loaded));
}
if (chosen['trace-only'])
  for (const { name, loaded } of rows) console.log(`${name}: ${loaded.length} loaded`);
else printScores();
if (names.length === 0) {
  const written = Object.fromEntries(
    rows.map(({ name, installed, loaded }) => [name, { installed, loaded }]),
  );
  writeFileSync(join(import.meta.dirname, truth), `${JSON.stringify(written, null, 1)}\n`);
}

function packagesOf(files) {
  return [...new Set(files.map(packageFolderOf))]
    .filter((folder) => folder !== null)
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function printScores() {
  for (const { name, installed, loaded, start, call, unknown, unreachable, wrong, early, millis } of rows) {
    const proven = percent(unreachable, installed - loaded.length);
    console.log(
      `${name}: ${installed} installed, ${loaded.length} loaded; ${start} at start, ${call} when called, ${unknown} not known, ${unreachable} unreachable (${proven} of those not loaded), ${millis} ms`,
    );
    if (early.length > 0) console.log(`  called loaded at start, but not loaded: ${early.join(', ')}`);
    if (wrong.length > 0) console.log(`  CALLED UNREACHABLE THOUGH LOADED: ${wrong.join(', ')}`);
  }
  const sum = (key) => rows.reduce((total, row) => total + Number(row[key].length ?? row[key]), 0);
  const notLoaded = sum('installed') - sum('loaded');
  console.log(
    `all: ${percent(sum('unreachable'), notLoaded)} of ${notLoaded} packages that do not load are proven unreachable`,
  );
  process.exitCode = sum('wrong') > 0 ? 1 : 0;
}

function percent(part, whole) {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

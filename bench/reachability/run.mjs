// Asks whether a package that really loads is ever called unreachable: installs applications, calls each handler once in a child process
// with its loads traced, and compares. `npm run bench:reachability [NAME…]` writes truth.json when it runs over all of them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPS } from './apps.mjs';
import { installApp, tracedFiles } from './install-app.mjs';
import { scoreApp } from './score-app.mjs';

const names = process.argv.slice(2);
const apps = APPS.filter(({ name }) => names.length === 0 || names.includes(name));
const rows = [];
for (const app of apps) {
  const folder = installApp(app);
  const row = await scoreApp(app, folder, tracedFiles(app, folder));
  rows.push(row);
  const { installed, loaded, start, call, unknown, unreachable, wrong } = row;
  const proven = percent(unreachable, installed - loaded.length);
  console.log(
    `${app.name}: ${installed} installed, ${loaded.length} loaded; ${start} at start, ${call} when called, ${unknown} not known, ${unreachable} unreachable (${proven} of those not loaded), ${row.millis} ms`,
  );
  if (wrong.length > 0) console.log(`  CALLED UNREACHABLE THOUGH LOADED: ${wrong.join(', ')}`);
}
const sum = (key) => rows.reduce((total, row) => total + Number(row[key].length ?? row[key]), 0);
const notLoaded = sum('installed') - sum('loaded');
console.log(
  `all: ${percent(sum('unreachable'), notLoaded)} of ${notLoaded} packages that do not load are proven unreachable`,
);
if (names.length === 0) {
  const truth = Object.fromEntries(rows.map(({ name, installed, loaded }) => [name, { installed, loaded }]));
  writeFileSync(join(import.meta.dirname, 'truth.json'), `${JSON.stringify(truth, null, 1)}\n`);
}
process.exitCode = sum('wrong') > 0 ? 1 : 0;

function percent(part, whole) {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

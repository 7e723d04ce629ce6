// node scripts/corpus/build.mjs [ID…]: installs the applications of the corpus into build/corpus, zips them and
// writes what is in them as truth/<id>.json. What was built from the same definition is kept.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applications } from './applications.mjs';
import { installManagers, isAvailable, managers } from './managers.mjs';
import { pack, packBySystem } from './pack.mjs';
import { truthOf } from './truth.mjs';

const corpusFolder = join(import.meta.dirname, '../../build/corpus');
const zipFolder = join(corpusFolder, 'zips');
const truthFolder = join(corpusFolder, 'truth');

const ids = process.argv.slice(2);
const wanted = applications.filter(({ id }) => ids.length === 0 || ids.includes(id));

for (const folder of [zipFolder, truthFolder]) mkdirSync(folder, { recursive: true });
const missing = wanted.filter((application) => !isCurrent(application));
if (missing.length > 0) {
  cpSync(join(import.meta.dirname, 'tools'), join(corpusFolder, 'tools'), { recursive: true });
  installManagers();
}
for (const application of missing) {
  if (!isAvailable(application.manager)) {
    console.log(`${application.id}: left out, ${application.manager} is not there for this platform`);
    continue;
  }
  const startedAt = performance.now();
  const packages = build(application);
  console.log(
    `${application.id}: ${packages} packages, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
  );
}
console.log(
  `Corpus: ${wanted.length} applications in build/corpus, ${wanted.length - missing.length} of them built before.`,
);

function build(application) {
  const { id, manager, options = [], environment, manifests, local = {}, followLinks } = application;
  const folder = join(corpusFolder, 'installed', id);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, manifest] of Object.entries({ ...manifests, ...local }))
    writeApplication(join(folder, path), manifest);
  const roots = Object.keys(manifests);
  for (const root of roots) {
    if (manager === 'yarn-berry') writeFileSync(join(folder, root, 'yarn.lock'), '');
    managers[manager].install(join(folder, root), options, environment);
  }
  const rows = truthOf(folder, roots, {
    list: (installed) => managers[manager].list(installed),
    asCopies: followLinks,
  });
  const prefix = pack(application, folder, join(zipFolder, `${id}.zip`));
  const zips = [`${id}.zip`];
  if (application.systemZip && packBySystem(folder, join(zipFolder, `${id}.system.zip`)))
    zips.push(`${id}.system.zip`);
  const packages = rows.map((row) => ({ ...row, path: prefix + row.path }));
  writeFileSync(
    truthFile(application),
    JSON.stringify({ id, definition: definitionOf(application), zips, packages }, null, 1),
  );
  rmSync(folder, { recursive: true, force: true });
  return packages.length;
}

function writeApplication(folder, manifest) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const names = Object.keys(manifest.dependencies ?? {});
  const code = names.map((name) => `require(${JSON.stringify(name)});\n`).join('');
  writeFileSync(join(folder, 'index.js'), `${code}exports.handler = async () => ({ statusCode: 204 });\n`);
}

function isCurrent(application) {
  const file = truthFile(application);
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).definition === definitionOf(application);
}

function definitionOf(application) {
  return createHash('sha256').update(JSON.stringify(application)).digest('hex');
}

function truthFile({ id }) {
  return join(truthFolder, `${id}.json`);
}

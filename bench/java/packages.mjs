// Compares the packages that are found in real builds with those that Maven resolved for them.
//   node bench/java/packages.mjs FOLDER [PROJECT…]
// Needs `npm run build`. FOLDER is that of build-projects.mjs, which builds what is missing there.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scan } from '../../dist/index.js';
import { buildProject } from './build-projects.mjs';

/** The projects' own packages, which Maven does not list. */
const OWN_GROUP = 'invalid.example:';

function versionOf({ versionState, version, candidates }) {
  return versionState === 'exact' ? version : `${versionState} ${candidates.join(' | ')}`;
}

/** Spring Boot leaves starters out of what it packs: their jars hold nothing. */
function isLeftOut(project, { name }) {
  return project === 'spring-boot' && name.includes(':spring-boot-starter');
}

async function score(project, folder) {
  const { path, packages } = buildProject(project, folder);
  const wanted = new Set(
    packages.filter((each) => !isLeftOut(project, each)).map(({ name, version }) => `${name} ${version}`),
  );
  const report = await scan({ targets: [path], analysis: false, limits: { maxMillis: 600_000 } }).report;
  const rows = report.artifacts.flatMap((artifact) => artifact.packages);
  // Packages that a library's own jar holds are right, and Maven does not know them.
  const own = rows.filter(
    ({ ecosystem, name, vendoredIn }) =>
      ecosystem === 'Maven' && !name.startsWith(OWN_GROUP) && vendoredIn === null,
  );
  const found = new Set(own.map((row) => `${row.name} ${versionOf(row)}`));
  const missed = [...wanted].filter((each) => !found.has(each));
  const extra = [...found].filter((each) => !wanted.has(each));
  const { coverage, problems } = report.artifacts[0];
  return { project, wanted: wanted.size, found: found.size, missed, extra, coverage, problems };
}

const [folder, ...projects] = process.argv.slice(2);
if (!folder) throw new Error('usage: packages.mjs FOLDER [PROJECT…]');
let [hits, missed, extra] = [0, 0, 0];
for (const project of projects.length > 0 ? projects : readdirSync(join(import.meta.dirname, 'projects'))) {
  const result = await score(project, folder);
  hits += result.wanted - result.missed.length;
  missed += result.missed.length;
  extra += result.extra.length;
  const { wanted, coverage: c } = result;
  console.log(`${project}: ${wanted} packages, ${result.missed.length} missed, ${result.extra.length} extra`);
  for (const each of result.missed) console.log(`  missed ${each}`);
  for (const each of result.extra) console.log(`  extra ${each}`);
  console.log(
    `  code ${c.codeBytes}: installed ${c.installed}, own ${c.firstParty}, unattributed ${c.unattributed}`,
  );
  for (const { code, path, message } of result.problems)
    console.log(`  ${code} ${path}: ${message.slice(0, 200)}`);
}
const [recall, precision] = [hits / (hits + missed), hits / (hits + extra)];
console.log(`recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)} of ${hits + missed} packages`);

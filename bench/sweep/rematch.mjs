// How long it takes to match 10,000 stored inventories (a million package rows) again: `node bench/sweep/rematch.mjs STORE`, after
// `npm run build`. STORE is an empty folder, or the postgres:// URL of an empty database.
import { openAdvisories } from '../../dist/advisories/index.js';
import { openSql, saveArtifact } from '../../dist/store/index.js';
import { matchAgain } from '../../dist/sweep/judge/match-again.js';

const ARTIFACTS = 10_000;
const PACKAGES = 100;
const NAMES = 20_000;
const TOUCHED = 100;

function packageOf(artifact, at) {
  const number = (artifact * 7919 + at * 104_729) % NAMES;
  // Each tenth artifact has one that has advisories.
  const name = at === 0 && artifact % 10 === 0 ? 'lodash' : `package-${number}`;
  return { ecosystem: 'npm', name, version: '4.17.11', state: 'exact', presence: 'installed' };
}

async function fill(sql) {
  const now = new Date();
  for (let artifact = 0; artifact < ARTIFACTS; artifact += 1) {
    const packages = Array.from({ length: PACKAGES }, (_, at) => packageOf(artifact, at));
    if (artifact < TOUCHED) packages.push({ ...packages[0], name: 'touched' });
    const inventory = {
      packages: packages.map(({ name, version }) => ({
        ecosystem: 'npm',
        name,
        version,
        versionState: 'exact',
        candidates: [],
        purl: `pkg:npm/${name}@${version}`,
        presence: 'installed',
        locations: [],
      })),
    };
    const row = { key: `function:${artifact}`, kind: 'function', size: 1, tool: 'bench' };
    await saveArtifact(sql, { ...row, analysis: { inventory, findings: [] }, packages }, now);
  }
}

async function timed(what, work) {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const matched = await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = ((performance.now() - wall) / 1000).toFixed(2);
  console.log(
    `${what}: ${matched} matched, ${seconds} s, ${((user + system) / 1e6).toFixed(2)} s of processor time`,
  );
}

const [where] = process.argv.slice(2);
if (where === undefined) throw new Error('Give a folder or a postgres:// URL that is empty.');
const sql = await openSql(where);
const advisories = openAdvisories({ dir: null, now: new Date(), maxDataAgeDays: 10_000 });
const again = (store) => () => matchAgain(sql, { store, epssGate: null }, () => undefined);
await fill(sql);
await timed('first time', again(advisories));
await timed('nothing changed', again(advisories));
const [advisory] = advisories.lookup('npm', 'lodash');
const changed = {
  ...advisories,
  lookup: (ecosystem, name) => (name === 'touched' ? [advisory] : advisories.lookup(ecosystem, name)),
};
await timed(`an advisory of a package of ${TOUCHED} artifacts is new`, again(changed));
console.log(`memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
advisories.close();
await sql.close();

// Adds to packages.json, without versions, the dependencies of its packages, and those of these in turn. The index lists what their
// releases require; their code is not read.
//   node scripts/fingerprints/list-required.mjs
// Needs `npm run build`. Requests the lists of releases from the registry, four at a time, and caches them in build/.
import { readFileSync, writeFileSync } from 'node:fs';
import semver from 'semver';
import { declaresTypes } from '../../dist/recognition/index.js';
import { npmConfigHere } from '../../dist/network/index.js';
import { openRegistry } from '../../dist/published/index.js';

const file = new URL('packages.json', import.meta.url);
const chosen = Object.entries(JSON.parse(readFileSync(file, 'utf8'))).filter(
  ([, versions]) => versions.length > 0,
);
const registry = await openRegistry({
  cacheDir: new URL('../../build/fingerprints/registry/', import.meta.url).pathname,
  npmConfig: npmConfigHere(process.cwd()),
  concurrency: 4,
  offline: false,
  maxMillis: 3_600_000,
});
const answers = new Map();

async function releasesOf(name) {
  if (!answers.has(name)) answers.set(name, await registry.releases(name));
  const answer = answers.get(name);
  if (answer.state === 'unavailable')
    throw new Error(`${name}: ${answer.reason}; packages.json stays as it was`);
  return answer.state === 'found' ? answer.releases : [];
}

/** Adds ranges to the required ranges of each name. */
function addRanges(rangesOf, entries) {
  for (const [name, range] of entries) rangesOf.set(name, (rangesOf.get(name) ?? new Set()).add(range));
}

/** Requirements of releases of a package. `kind`: `dependencies` for all of them, `required` without optional ones. */
async function requirementsOf(name, isIncluded, kind) {
  const releases = (await releasesOf(name)).filter(isIncluded);
  return releases.flatMap((release) => [...release[kind]]).filter(([required]) => !declaresTypes(required));
}

/** Requirements of the newest release in each range, if it has no commands: it may be their only dependent. */
async function requiredBy([name, ranges]) {
  const versions = (await releasesOf(name)).map(({ version }) => version);
  const newest = new Set([...ranges].map((range) => semver.maxSatisfying(versions, range)));
  return requirementsOf(name, ({ version, hasCommands }) => newest.has(version) && !hasCommands, 'required');
}

const names = new Set(chosen.map(([name]) => name));
const all = (kind) =>
  Promise.all(
    chosen.map(([name, versions]) => requirementsOf(name, ({ version }) => versions.includes(version), kind)),
  );
const listed = new Set(
  (await all('dependencies'))
    .flat()
    .map(([name]) => name)
    .filter((name) => !names.has(name)),
);
const followed = new Set();
let level = new Map();
for (const entries of await all('required')) addRanges(level, entries);
while (level.size > 0) {
  const next = new Map();
  const fresh = [...level].filter(([name]) => !names.has(name) && !followed.has(name));
  for (const [name] of fresh) followed.add(name);
  for (const entries of await Promise.all(fresh.map(requiredBy))) addRanges(next, entries);
  level = next;
}
for (const name of followed) listed.add(name);
await registry.close();
const packages = [...chosen, ...[...listed].map((name) => [name, []])].sort(([a], [b]) => (a < b ? -1 : 1));
const lines = packages.map(([name, versions]) => `  ${JSON.stringify(name)}: ${JSON.stringify(versions)}`);
writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
console.log(`${chosen.length} packages, and ${listed.size} are listed`);

// Chooses the packages of the index's third tier, and writes further.json: one release each of the packages in further.txt and direct.txt that
// the other tiers lack, and of what these require.
//   node scripts/fingerprints/select-further.mjs
// Needs `npm run build`. Requests lists of releases from the registry, one at a time, and caches them in build/.
import { readFileSync, writeFileSync } from 'node:fs';
import { npmTopDependents, npmTopDownloads } from 'npm-high-impact';
import semver from 'semver';
import { npmConfigHere } from '../../dist/network/index.js';
import { openRegistry } from '../../dist/published/index.js';
import { declaresTypes } from '../../dist/recognition/index.js';
import { FORKS } from '../../dist/recognition/index/forks.js';

/** Names that are taken, in the order of their rank. More: a larger index. */
const MOST_NAMES = 2000;
/** Families whose members are indexed by release train, or not at all: their code moved between names. */
const FAMILIES = ['@aws-sdk/', '@smithy/', '@aws-crypto/', '@aws-amplify/'];

const folder = new URL('./', import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), 'utf8');
const namesIn = (name) =>
  read(name)
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .flatMap((line) => line.split(' '))
    .filter((each) => each !== '');
const registry = await openRegistry({
  cacheDir: new URL('../../build/fingerprints/registry/', import.meta.url).pathname,
  npmConfig: npmConfigHere(process.cwd()),
  concurrency: 1,
  offline: process.env.OFFLINE === '1',
  maxMillis: 24 * 3_600_000,
});
const deep = Object.entries(JSON.parse(read('packages.json'))).filter(([, versions]) => versions.length > 0);
const others = new Set([...deep.map(([name]) => name), ...Object.keys(JSON.parse(read('wide.json')))]);
const isPossible = (name) =>
  !others.has(name) && !declaresTypes(name) && !FAMILIES.some((scope) => name.startsWith(scope));

const rankOf = new Map();
for (const list of [npmTopDownloads, npmTopDependents])
  for (const [rank, name] of list.entries()) rankOf.set(name, Math.min(rank, rankOf.get(name) ?? Infinity));

/** Name → the release that is chosen: the newest in the ranges of those that require it, or the newest stable one. */
const chosen = new Map();
const isStable = (version) => semver.prerelease(version) === null;
function newestOf(releases, range) {
  const versions = releases.map(({ version }) => version);
  const inRange = range && semver.validRange(range) ? semver.maxSatisfying(versions, range) : null;
  const stable = versions.filter(isStable);
  const version = inRange ?? (stable.length > 0 ? stable : versions).sort(semver.rcompare)[0];
  return releases.find((each) => each.version === version);
}

const byRank = (a, b) =>
  (rankOf.get(a[0]) ?? Infinity) - (rankOf.get(b[0]) ?? Infinity) || (a[0] < b[0] ? -1 : 1);
const wanted = new Set([...namesIn('further.txt'), ...namesIn('direct.txt')]);
let level = [...wanted].filter(isPossible).map((name) => [name, null]);
while (level.length > 0) {
  const next = new Map();
  for (const [name, range] of level.sort(byRank)) {
    if (chosen.size >= MOST_NAMES) break;
    const answer = await registry.releases(name);
    if (answer.state === 'unavailable')
      throw new Error(`${name}: ${answer.reason}; further.json stays as it was`);
    if (answer.state !== 'found' || answer.releases.length === 0) continue;
    const release = newestOf(answer.releases, range);
    chosen.set(name, release.version);
    if (chosen.size % 100 === 0)
      console.error(`${new Date().toISOString().slice(11, 19)} ${chosen.size} packages`);
    if (release.hasCommands && range !== null) continue;
    const fresh = [...release.required].filter(([required]) => !next.has(required));
    for (const [required, each] of fresh) next.set(required, each);
  }
  level = [...next].filter(([name]) => isPossible(name) && !chosen.has(name));
}
await registry.close();

// A fork without its origin would explain the origin's code.
const names = new Set([...others, ...chosen.keys()]);
const lacks = (earlier) => ![...names].some((name) => name === earlier || name.startsWith(`${earlier}/`));
for (const [name, earlier] of FORKS) if (lacks(earlier)) chosen.delete(name);
const lines = [...chosen]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, version]) => `  ${JSON.stringify(name)}: ${JSON.stringify([version])}`);
writeFileSync(new URL('further.json', folder), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${chosen.size} packages`);

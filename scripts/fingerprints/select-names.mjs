// Chooses the packages and releases of the index's names tier, and writes wide.json: two releases each of the packages in direct.txt, and of
// what these and the packages of names.txt require.
//   node scripts/fingerprints/select-names.mjs
// Needs `npm run build`. Requests lists of releases and tarballs from the registry, four at a time, and caches them in build/.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { npmTopDependents, npmTopDownloads } from 'npm-high-impact';
import pLimit from 'p-limit';
import semver from 'semver';
import { npmConfigHere } from '../../dist/network/index.js';
import { openFactsStore, openRegistry } from '../../dist/published/index.js';
import { factsOf } from '../../dist/published/published-facts.js';
import { declaresTypes } from '../../dist/recognition/index.js';
import { FORKS } from '../../dist/recognition/index/forks.js';
import { add, openClosure } from './requirement-closure.mjs';
import { DEFAULT_LIMITS } from '../../dist/files/index.js';
import { openTarballPool } from '../../dist/workers/index.js';

/** Names that are taken, in the order of their rank, if they are small enough. More: a larger index. Set so that the index has 13.5 MB at most. */
const MOST_NAMES = 3100;
/** Weight of a package in direct.txt, where one of packages.json has 1. */
const WEIGHT_OF_DIRECT = 0.3;
/** Rank in a list of popular packages at which a name counts half. */
const HALF_RANK = 2000;
/** How much a package in direct.txt counts at least, whatever its popularity, which is between 0 and 1. */
const LEAST_POPULARITY = 0.3;
/** Features of the largest package: a larger one costs as much as a hundred others. */
const MOST_FEATURES = 6000;
/** Votes of a candidate's newest release for the releases that it requires, where 1 is a package of packages.json. */
const VOTE_OF_CANDIDATE = 0.05;
/** Families whose members are indexed by release train, or not at all: their code moved between names. */
const FAMILIES = ['@aws-sdk/', '@smithy/', '@aws-crypto/', '@aws-amplify/'];
/** What requires one of these extends a tool or a user interface. */
const HOSTS = [
  'eslint',
  '@babel/core',
  'webpack',
  'rollup',
  'vite',
  'jest',
  'react-dom',
  'react-native',
  'vue',
  '@angular/core',
  'typescript',
];

const folder = new URL('./', import.meta.url);
const cache = new URL('../../build/fingerprints/', import.meta.url).pathname;
const registry = await openRegistry({
  cacheDir: `${cache}registry/`,
  npmConfig: npmConfigHere(process.cwd()),
  concurrency: 4,
  offline: false,
  maxMillis: 3_600_000,
});
/** The names tier as it is: its packages keep their releases, so that an index can be extended without reading them again. */
const before = JSON.parse(readFileSync(new URL('wide.json', folder), 'utf8'));
const chosen = Object.entries(JSON.parse(readFileSync(new URL('packages.json', folder), 'utf8')));
const deep = new Map(chosen.filter(([, versions]) => versions.length > 0));

const lists = new Map();
async function load(names) {
  const fresh = [...new Set(names)].filter((name) => !lists.has(name));
  for (const name of fresh) lists.set(name, []);
  await Promise.all(
    fresh.map(async (name) => {
      const answer = await registry.releases(name);
      if (answer.state === 'unavailable') throw new Error(`${name}: ${answer.reason}`);
      if (answer.state === 'found') lists.set(name, answer.releases);
    }),
  );
}

const ranks = [npmTopDependents, npmTopDownloads].map(
  (list) => new Map(list.map((name, place) => [name, place])),
);

/** 1 for the most popular package, 0 for one that no list has. */
function popularityOf(name) {
  const shares = ranks.map((places) => (places.has(name) ? HALF_RANK / (HALF_RANK + places.get(name)) : 0));
  return Math.max(...shares);
}

const isStable = ({ version }) => semver.prerelease(version) === null;
const sortedLists = new Map();
function stableOf(name) {
  const known = sortedLists.get(name);
  if (known) return known;
  const releases = lists.get(name) ?? [];
  const stable = releases.filter(isStable);
  const sorted = (stable.length > 0 ? stable : releases).toSorted((a, b) =>
    semver.rcompare(a.version, b.version),
  );
  if (releases.length > 0) sortedLists.set(name, sorted);
  return sorted;
}

/**
 * What candidates and packages of the versions tier were forked from, and forks of candidates. The versions tier needs no forks: with few
 * releases one would explain releases of its origin that are not indexed.
 */
function forksOf(names) {
  const all = new Set(names);
  const added = FORKS.flatMap(([name, earlier]) => [
    ...(all.has(earlier) ? [name] : []),
    ...(all.has(name) || deep.has(name) ? [earlier] : []),
  ]);
  return [...new Set(added)].filter(
    (name) => !all.has(name) && (!name.startsWith('@') || name.includes('/')),
  );
}

const lineOf = (version) =>
  semver.major(version) === 0 ? `0.${semver.minor(version)}` : String(semver.major(version));

/** Two releases: the one that most others resolve to, and the one of another major that most others resolve to. */
function versionsOf(name, votes) {
  const releases = stableOf(name).map(({ version }) => version);
  const voteOf = (version) => votes.get(`${name}@${version}`) ?? 0;
  const byVotes = releases.toSorted((a, b) => voteOf(b) - voteOf(a));
  const [first] = byVotes;
  const second = byVotes.find((version) => lineOf(version) !== lineOf(first));
  return [first, second].filter((version) => version !== undefined);
}

const extendsTool = (release) => release && HOSTS.some((host) => release.dependencies.has(host));

function log(text) {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}

/** Packages that functions use by themselves, by direct.txt. */
const direct = readFileSync(new URL('direct.txt', folder), 'utf8')
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .flatMap((line) => line.split(' '))
  .filter((name) => name !== '' && !deep.has(name));
const isPossible = (name) =>
  !deep.has(name) && !declaresTypes(name) && !FAMILIES.some((scope) => name.startsWith(scope));

/** Loads lists of releases of some packages and of all that their newest releases require. */
async function loadClosure(names) {
  const seen = new Set(names);
  for (let level = [...seen]; level.length > 0;) {
    await load(level);
    const required = level.flatMap((name) => [...(stableOf(name)[0]?.required.keys() ?? [])]);
    level = [...new Set(required)].filter((name) => !seen.has(name) && !declaresTypes(name));
    for (const name of level) seen.add(name);
    log(`${seen.size} lists`);
  }
}

await load(chosen.map(([name]) => name));
await loadClosure(direct);
const ordinary = direct.filter((name) => stableOf(name).length > 0 && !extendsTool(stableOf(name)[0]));
const rootsOf = (names, weight) => names.map((name) => ({ releases: stableOf(name).slice(0, 1), weight }));
const deepRoots = [...deep].map(([name, versions]) => ({
  releases: lists.get(name).filter(({ version }) => versions.includes(version)),
  weight: 1,
}));
const { needOf } = openClosure(lists);
const votes = new Map();
const need = needOf(deepRoots, votes);
const needOfDirect = needOf(rootsOf(ordinary, WEIGHT_OF_DIRECT), votes);
for (const name of ordinary) add(needOfDirect, name, WEIGHT_OF_DIRECT);
for (const [name, amount] of needOfDirect) add(need, name, amount * (LEAST_POPULARITY + popularityOf(name)));
const ranked = [...need.keys()]
  .filter((name) => isPossible(name) && stableOf(name).length > 0)
  .sort((a, b) => need.get(b) - need.get(a));
log(`${ranked.length} candidates`);
const first = ranked.slice(0, MOST_NAMES);
const forks = forksOf(first).filter(isPossible);
await load(forks);
const candidates = [...new Set([...forks, ...first])];
needOf(rootsOf(candidates, VOTE_OF_CANDIDATE), votes);

const pool = openTarballPool(Math.min(1, availableParallelism()), DEFAULT_LIMITS);
const source = {
  registry,
  store: openFactsStore(cache),
  readTarball: pool.readTarball,
  limits: DEFAULT_LIMITS,
};
/** Number of distinct features of a release; null if it cannot be read. */
async function countFeatures(name, version) {
  const release = lists.get(name).find((each) => each.version === version);
  const answer = await factsOf(name, release, source);
  if (answer.state !== 'found') return null;
  return new Set(answer.facts.files.flatMap(({ features }) => [...features])).size;
}

const limit = pLimit(8);
let done = 0;
const sized = await Promise.all(
  candidates.map((name) =>
    limit(async () => {
      if (Object.hasOwn(before, name))
        return { name, versions: before[name], counts: before[name].map(() => 1) };
      const versions = versionsOf(name, votes);
      const counts = [];
      for (const version of versions) counts.push(await countFeatures(name, version));
      done += 1;
      if (done % 250 === 0) log(`${done} of ${candidates.length} packages`);
      return { name, versions, counts };
    }),
  ),
);
await Promise.all([pool.close(), registry.close()]);
const fitting = sized.flatMap(({ name, versions, counts }) => {
  const kept = versions.filter((_version, place) => counts[place] > 0);
  return kept.length > 0 && counts.every((count) => (count ?? 0) <= MOST_FEATURES)
    ? [{ name, versions: kept }]
    : [];
});
const names = new Set([...deep.keys(), ...fitting.map(({ name }) => name)]);
const lacks = (earlier) => ![...names].some((name) => name === earlier || name.startsWith(`${earlier}/`));
for (const [name, earlier] of FORKS) if (lacks(earlier) && !deep.has(name)) names.delete(name);
const packages = fitting
  .filter(({ name }) => names.has(name))
  .map(({ name, versions }) => [name, semver.sort([...versions])]);
packages.sort(([a], [b]) => (a < b ? -1 : 1));
const lines = packages.map(([name, versions]) => `  ${JSON.stringify(name)}: ${JSON.stringify(versions)}`);
writeFileSync(new URL('wide.json', folder), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${packages.length} packages of ${fitting.length} that fit`);

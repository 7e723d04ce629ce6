// Chooses the packages and releases of the index's wide tier, and writes wide.json: two releases each of packages that are common inside
// bundles and that names.txt lacks.
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
import { DEFAULT_LIMITS } from '../../dist/files/index.js';
import { openTarballPool } from '../../dist/workers/index.js';

/** Packages of the tier, and candidates for them: many declare types only, or are too large. */
const NAMES = 2000;
const CANDIDATES = 3000;
/** Weights of lists of ranks: transitive need of the packages in packages.json counts most. */
const WEIGHTS = { need: 2, dependents: 1, downloads: 0.5 };
/** Softens the difference between first ranks. */
const RANK_OFFSET = 100;
/** Features of the largest package: a larger one is a tool, a user interface or data, and costs as much as fifty others. */
const MOST_FEATURES = 8000;
/** Votes of a candidate's newest release for the releases that it requires, where 1 is a package of packages.json. */
const VOTE_OF_CANDIDATE = 0.05;
/** Families whose members are indexed by release train, or not at all: their code moved between names. */
const FAMILIES = ['@aws-sdk/', '@smithy/', '@aws-crypto/', '@aws-amplify/'];
/** What requires one of these extends a tool or a user interface. */
const HOSTS = ['eslint', '@babel/core', 'webpack', 'rollup', 'vite', 'jest', 'react-dom', 'react-native', 'vue', '@angular/core', 'typescript'];

const folder = new URL('./', import.meta.url);
const cache = new URL('../../build/fingerprints/', import.meta.url).pathname;
const registry = await openRegistry({
  cacheDir: `${cache}registry/`,
  npmConfig: npmConfigHere(process.cwd()),
  concurrency: 4,
  offline: false,
  maxMillis: 3_600_000,
});
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

const parsed = new Map();
/** The releases of a package, the newest first, each with its parsed version. */
function newestFirst(name) {
  if (!parsed.has(name)) {
    const releases = (lists.get(name) ?? []).map((release) => ({ release, semver: semver.parse(release.version) }));
    parsed.set(name, releases.sort((a, b) => b.semver.compare(a.semver)));
  }
  return parsed.get(name);
}

const resolved = new Map();
/** The newest release in a range, among lists that were loaded. */
function resolve(name, range) {
  const key = `${name} ${range}`;
  if (!resolved.has(key)) {
    const wanted = semver.validRange(range) === null ? null : new semver.Range(range);
    const found = wanted && newestFirst(name).find((each) => wanted.test(each.semver));
    resolved.set(key, found?.release ?? null);
  }
  return resolved.get(key);
}

/** Name → version of all that a release requires, the nearest first. */
function closureOf(release) {
  const found = new Map();
  const queue = [release];
  for (const each of queue)
    for (const [name, range] of each.required) {
      const next = resolve(name, range);
      if (!next || found.has(`${name}@${next.version}`)) continue;
      found.set(`${name}@${next.version}`, { name, version: next.version });
      queue.push(next);
    }
  return [...found.values()];
}

function add(sums, key, value) {
  sums.set(key, (sums.get(key) ?? 0) + value);
}

/** Name → how many packages of packages.json require it, each by the share of its releases that do. Adds the votes for releases. */
function needOf(roots, votes) {
  const need = new Map();
  for (const { releases, weight } of roots)
    for (const release of releases) {
      const share = weight / releases.length;
      const closure = closureOf(release);
      for (const { name, version } of closure) add(votes, `${name}@${version}`, share);
      for (const name of new Set(closure.map((each) => each.name))) add(need, name, share);
    }
  return need;
}

function ranksOf(names) {
  return new Map([...names].map((name, place) => [name, place]));
}

/** Names by the sum of their weighted reciprocal ranks. */
function fuse(rankings) {
  const scores = new Map();
  for (const [ranks, weight] of rankings)
    for (const [name, place] of ranks) add(scores, name, weight / (RANK_OFFSET + place));
  return [...scores].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

const isStable = ({ version }) => semver.prerelease(version) === null;
function stableOf(name) {
  const releases = lists.get(name) ?? [];
  const stable = releases.filter(isStable);
  return (stable.length > 0 ? stable : releases).toSorted((a, b) => semver.rcompare(a.version, b.version));
}

const lineOf = (version) => (semver.major(version) === 0 ? `0.${semver.minor(version)}` : String(semver.major(version)));

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

await load(chosen.map(([name]) => name));
log('lists of packages.json');
const roots = [...deep].map(([name, versions]) => ({
  releases: lists.get(name).filter(({ version }) => versions.includes(version)),
  weight: 1,
}));
const need = needOf(roots, new Map());
const needed = [...need].sort(([, a], [, b]) => b - a).map(([name]) => name);
const isPossible = (name) =>
  !deep.has(name) && !declaresTypes(name) && !FAMILIES.some((scope) => name.startsWith(scope));
const ranked = fuse([
  [ranksOf(needed), WEIGHTS.need],
  [ranksOf(npmTopDependents), WEIGHTS.dependents],
  [ranksOf(npmTopDownloads), WEIGHTS.downloads],
]).filter(isPossible);
const first = ranked.slice(0, CANDIDATES * 1.3);
await load(first);
log(`lists of ${first.length} candidates`);
for (const kept of [parsed, resolved]) kept.clear();
const candidates = first.filter((name) => !extendsTool(stableOf(name)[0])).slice(0, CANDIDATES);
const votes = new Map();
needOf(roots, votes);
needOf(
  candidates.map((name) => ({ releases: stableOf(name).slice(0, 1), weight: VOTE_OF_CANDIDATE })),
  votes,
);

const pool = openTarballPool(Math.min(1, availableParallelism()), DEFAULT_LIMITS);
const source = { registry, store: openFactsStore(cache), readTarball: pool.readTarball, limits: DEFAULT_LIMITS };
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
  const kept = versions.filter((_version, place) => counts[place] > 0 && counts[place] <= MOST_FEATURES);
  return kept.length > 0 && counts.every((count) => (count ?? 0) <= MOST_FEATURES) ? [{ name, versions: kept }] : [];
});
const packages = fitting.slice(0, NAMES).map(({ name, versions }) => [name, semver.sort([...versions])]);
if (process.env.SIZES) writeFileSync(process.env.SIZES, JSON.stringify(sized));
packages.sort(([a], [b]) => (a < b ? -1 : 1));
const lines = packages.map(([name, versions]) => `  ${JSON.stringify(name)}: ${JSON.stringify(versions)}`);
writeFileSync(new URL('wide.json', folder), `{\n${lines.join(',\n')}\n}\n`);
console.log(`${packages.length} packages of ${fitting.length} that fit`);

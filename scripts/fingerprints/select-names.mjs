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
import { FORKS } from '../../dist/recognition/index/forks.js';
import { add, openClosure } from './requirement-closure.mjs';
import { DEFAULT_LIMITS } from '../../dist/files/index.js';
import { openTarballPool } from '../../dist/workers/index.js';

/** Candidates: many declare types only, or are too large. */
const CANDIDATES = 2400;
/** Weights of lists of ranks: transitive need of the packages in packages.json counts most. */
const WEIGHTS = { need: 2, dependents: 1, downloads: 0.5 };
/** Softens the difference between first ranks. */
const RANK_OFFSET = 100;
/**
 * Features of the largest package, if packages.json lists it as required, and of any other one: a large one that no server package
 * requires is a tool, a user interface or data, and costs as much as twenty others.
 */
const MOST_FEATURES = { required: 10_000, other: 1000 };
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

/**
 * What candidates were forked from, and forks of candidates. The versions tier needs no forks: with few releases one would explain
 * releases of its origin that are not indexed.
 */
function forksOf(names) {
  const all = new Set(names);
  const added = FORKS.flatMap(([name, earlier]) => [
    ...(all.has(earlier) ? [name] : []),
    ...(all.has(name) ? [earlier] : []),
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

await load(chosen.map(([name]) => name));
log('lists of packages.json');
const roots = [...deep].map(([name, versions]) => ({
  releases: lists.get(name).filter(({ version }) => versions.includes(version)),
  weight: 1,
}));
const need = openClosure(lists).needOf(roots, new Map());
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
const { needOf } = openClosure(lists);
const ordinary = first.filter((name) => !extendsTool(stableOf(name)[0])).slice(0, CANDIDATES);
const forks = forksOf(ordinary);
await load(forks);
const candidates = [...forks.filter(isPossible), ...ordinary];
const votes = new Map();
needOf(roots, votes);
needOf(
  candidates.map((name) => ({ releases: stableOf(name).slice(0, 1), weight: VOTE_OF_CANDIDATE })),
  votes,
);

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
const listed = new Set(chosen.map(([name]) => name));
const related = new Set(FORKS.flatMap(([name, earlier]) => [name, earlier]));
const fitting = sized.flatMap(({ name, versions, counts }) => {
  const most = listed.has(name) || related.has(name) ? MOST_FEATURES.required : MOST_FEATURES.other;
  const kept = versions.filter((_version, place) => counts[place] > 0);
  return kept.length > 0 && counts.every((count) => (count ?? 0) <= most) ? [{ name, versions: kept }] : [];
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

// Chooses the versions of the packages in names.txt that the default fingerprint index holds, and writes packages.json.
//   node scripts/fingerprints/select-versions.mjs
// Needs `npm run build`. Asks the registry for each package's list of versions, four at a time, and keeps the answers in build/.
import { readFileSync, writeFileSync } from 'node:fs';
import pLimit from 'p-limit';
import pacote from 'pacote';
import semver from 'semver';
import { openAdvisories } from '../../dist/advisories/index.js';
import { npmConfigHere } from '../../dist/registry/index.js';

/** Versions of a package: as many as fill gaps, and as many as there may be with those around fixes. */
const BUDGETS = { normal: { fill: 6, most: 16 }, large: { fill: 5, most: 8 }, family: { fill: 5, most: 5 } };
const FAMILIES = ['@aws-sdk/', '@smithy/'];
const NEWEST_MAJORS = 4;
/** Versions that most of the packages here depend on, by their ranges. */
const WANTED_VERSIONS = 3;
/** Minors between them, before the versions around fixes take what is left. */
const MINORS_BETWEEN = 3;
/** So many majors later a version counts half. */
const AGEING_MAJORS = 1.25;
/** Versions around fixes that count less than this are left to what lies between. */
const LEAST_GAIN = 0.3;
const REQUESTS = 4;

const folder = new URL('./', import.meta.url);
const cache = new URL('../../build/fingerprints/registry/', import.meta.url).pathname;
const options = { ...npmConfigHere(process.cwd()), cache, preferOffline: true, maxSockets: REQUESTS };

function budgetOf(mark, name) {
  if (FAMILIES.some((scope) => name.startsWith(scope))) return BUDGETS.family;
  return mark === '~' ? BUDGETS.large : BUDGETS.normal;
}

/** Names and budgets, as names.txt has them. */
function readNames() {
  const lines = readFileSync(new URL('names.txt', folder), 'utf8').split('\n');
  const words = lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/));
  return words.filter(Boolean).map((word) => {
    const [, mark, name] = /^(~?)(.+)$/.exec(word);
    return { name, budget: budgetOf(mark, name) };
  });
}

/** Releases, newest first; pre-releases only where there is nothing else. */
function releasesOf({ versions }) {
  const all = semver.rsort(Object.keys(versions).filter((version) => semver.valid(version)));
  const stable = all.filter((version) => semver.prerelease(version) === null);
  return stable.length > 0 ? stable : all;
}

function newestBy(releases, lineOf) {
  const lines = new Map();
  for (const version of releases) {
    const line = lineOf(semver.parse(version));
    if (!lines.has(line)) lines.set(line, version);
  }
  return [...lines.values()];
}

const minorOf = ({ major, minor }) => `${major}.${minor}`;
/** Before 1.0 a minor is what a major is later; once there is 1.0 few use what was before. */
const majorOf =
  (releases) =>
  ({ major, minor }) =>
    major === 0 && releases[0].startsWith('0.') ? `0.${minor}` : major;

/** The two releases on either side of an event: before it and from it on. */
function aroundEvent(releases, { introduced, fixed, lastAffected }) {
  const at = introduced ?? fixed ?? lastAffected;
  if (at === undefined || semver.valid(at) === null) return [];
  const first = releases.findLastIndex((version) =>
    lastAffected === undefined ? semver.gte(version, at) : semver.gt(version, at),
  );
  return [releases[first], releases[first + 1]].filter((version) => version !== undefined);
}

/** For each event of a package's advisories the releases around it. */
function aroundFixes(releases, advisories) {
  return advisories
    .filter(({ kind }) => kind === 'vulnerability')
    .flatMap(({ affected }) => affected.ranges.flatMap((range) => range.events))
    .map((event) => aroundEvent(releases, event))
    .filter((pair) => pair.length > 0);
}

/** For each package, how many of the others have a version whose range is met best by a release: `name version` → names. */
function countWanted(packuments, releases) {
  const wanted = new Map();
  for (const [dependent, { versions }] of packuments) {
    const ranges = new Set(
      Object.values(versions).flatMap(({ dependencies = {} }) =>
        Object.entries(dependencies).map(([name, range]) => `${name} ${range}`),
      ),
    );
    for (const spec of ranges) {
      const name = spec.slice(0, spec.indexOf(' '));
      const best = semver.maxSatisfying(releases.get(name) ?? [], spec.slice(name.length + 1));
      if (best === null) continue;
      const key = `${name} ${String(best)}`;
      wanted.set(key, (wanted.get(key) ?? new Set()).add(dependent));
    }
  }
  return wanted;
}

/** How much a release counts: those of old majors are seldom met, and of 0.x where there is 1.0. */
function weights(releases) {
  const majors = newestBy(releases, ({ major }) => major).map((version) => semver.major(version));
  const rankOf = (major) => (major === 0 ? 2 * majors.length : majors.indexOf(major)) / AGEING_MAJORS;
  return new Map(releases.map((version) => [version, 2 ** -rankOf(semver.major(version))]));
}

/** Adds the group of releases that is farthest from all chosen ones, and the next, until there are `count`. */
function spread(chosen, groups, { releases, count, leastGain = 0 }) {
  const places = new Map(releases.map((version, place) => [version, place]));
  const weight = weights(releases);
  const nearest = (version) =>
    Math.min(...[...chosen].map((other) => Math.abs(places.get(other) - places.get(version))));
  const gain = (group) => Math.max(...group.map((version) => nearest(version) * weight.get(version)));
  const left = new Set(groups);
  while (chosen.size < count && left.size > 0) {
    const next = [...left].reduce((best, group) => (gain(group) > gain(best) ? group : best));
    if (gain(next) < leastGain) break;
    left.delete(next);
    for (const version of next) chosen.add(version);
  }
}

function choose(releases, advisories, { wanted, fill, most }) {
  const majors = newestBy(releases, majorOf(releases)).slice(0, NEWEST_MAJORS);
  const often = wanted.slice(0, WANTED_VERSIONS).map(({ version }) => version);
  const chosen = new Set([...majors, ...often].slice(0, most));
  const enough = Math.max(fill, chosen.size + MINORS_BETWEEN);
  const alone = (versions) => versions.map((version) => [version]);
  spread(chosen, alone(newestBy(releases, minorOf)), { releases, count: Math.min(enough, most) });
  spread(chosen, aroundFixes(releases, advisories), { releases, count: most, leastGain: LEAST_GAIN });
  spread(chosen, alone(releases), { releases, count: fill });
  return semver.sort([...chosen]);
}

const advisories = openAdvisories({ dir: null, now: new Date() });
const limit = pLimit(REQUESTS);
const names = readNames();
const packuments = new Map(
  await Promise.all(
    names.map(({ name }) => limit(async () => [name, await pacote.packument(name, options)])),
  ),
);
const releases = new Map([...packuments].map(([name, packument]) => [name, releasesOf(packument)]));
const wanted = countWanted(packuments, releases);
const packages = names.map(({ name, budget }) => {
  const mine = releases.get(name);
  const ranked = mine
    .map((version) => ({ version, dependents: wanted.get(`${name} ${version}`)?.size ?? 0 }))
    .filter(({ dependents }) => dependents > 0)
    .sort((a, b) => b.dependents - a.dependents);
  return [name, choose(mine, advisories.lookup('npm', name), { ...budget, wanted: ranked })];
});
/** What the chosen versions ask for and that is not among them: of it only the versions are listed. */
const chosen = new Map(packages);
const asked = packages.flatMap(([name, versions]) =>
  versions.flatMap((version) => {
    const { dependencies, optionalDependencies, peerDependencies } = packuments.get(name).versions[version];
    return Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  }),
);
for (const name of new Set(asked)) if (!chosen.has(name)) packages.push([name, []]);
packages.sort(([a], [b]) => (a < b ? -1 : 1));
const lines = packages.map(([name, versions]) => `  ${JSON.stringify(name)}: ${JSON.stringify(versions)}`);
writeFileSync(new URL('packages.json', folder), `{\n${lines.join(',\n')}\n}\n`);
const count = packages.reduce((sum, [, versions]) => sum + versions.length, 0);
console.log(
  `${chosen.size} packages, ${count} versions; ${packages.length - chosen.size} packages are listed`,
);

// Chooses the versions of the packages in names.txt that the default fingerprint index holds, and writes packages.json.
//   node scripts/fingerprints/select-versions.mjs
// Needs `npm run build`. Asks the registry for each package's list of versions, four at a time, and keeps the answers in build/.
import { readFileSync, writeFileSync } from 'node:fs';
import pLimit from 'p-limit';
import pacote from 'pacote';
import semver from 'semver';
import { openAdvisories } from '../../dist/advisories/index.js';
import { familyOf } from '../../dist/fingerprints/index.js';
import { npmConfigHere } from '../../dist/registry/index.js';

/** Versions of a package: as many as fill gaps, and as many as there may be with those around fixes. */
const BUDGETS = {
  normal: { fill: 5, most: 16 },
  large: { fill: 5, most: 8 },
  family: { fill: 5, most: 5 },
  member: { fill: 3, most: 4 },
};
const FAMILIES = ['@aws-sdk/', '@smithy/'];
const NEWEST_MAJORS = 4;
/** Versions that the packages here ask for most, and how much that must be: 1 is all releases of one package. */
const WANTED_VERSIONS = 7;
const LEAST_WANTED = 0.1;
/** So many times the newest releases of a package count more than its oldest in what it asks for, as powers of two. */
const ASKER_AGEING = 5;
/** Minors between them, before the versions around fixes take what is left. */
const MINORS_BETWEEN = 2;
/** So many times the newest major counts more than the oldest one, as powers of two. */
const MAJOR_AGEING = 4;
/** Versions around fixes that count less than this are left to what lies between. */
const LEAST_GAIN = 0.3;
const REQUESTS = 4;

const folder = new URL('./', import.meta.url);
const cache = new URL('../../build/fingerprints/registry/', import.meta.url).pathname;
const options = { ...npmConfigHere(process.cwd()), cache, preferOffline: true, maxSockets: REQUESTS };

function budgetOf(mark, name) {
  if (mark === '-') return BUDGETS.member;
  if (FAMILIES.some((scope) => name.startsWith(scope))) return BUDGETS.family;
  return mark === '~' ? BUDGETS.large : BUDGETS.normal;
}

/** Names and budgets, as names.txt has them. */
function readNames() {
  const lines = readFileSync(new URL('names.txt', folder), 'utf8').split('\n');
  const words = lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/));
  return words.filter(Boolean).map((word) => {
    const [, mark, name] = /^([~-]?)(.+)$/.exec(word);
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

/** What a package's releases ask for, as shares of all of them, newer ones counting more: `name range` → share. */
function asksOf(releases, { versions }) {
  const shares = new Map();
  let all = 0;
  for (const [place, version] of releases.entries()) {
    const weight = 2 ** ((-ASKER_AGEING * place) / releases.length);
    all += weight;
    for (const [name, range] of Object.entries(versions[version].dependencies ?? {}))
      shares.set(`${name} ${range}`, (shares.get(`${name} ${range}`) ?? 0) + weight);
  }
  return [...shares].map(([ask, weight]) => [ask, weight / all]);
}

/** How much the packages here ask for each release, which is taken to be the newest in a range: name → version → sum of shares. */
function countWanted(packuments, releases) {
  const wanted = new Map([...packuments.keys()].map((name) => [name, new Map()]));
  for (const [asker, packument] of packuments) {
    for (const [ask, share] of asksOf(releases.get(asker), packument)) {
      const name = ask.slice(0, ask.indexOf(' '));
      const best = semver.maxSatisfying(releases.get(name) ?? [], ask.slice(name.length + 1));
      if (best === null) continue;
      wanted.get(name).set(best, (wanted.get(name).get(best) ?? 0) + share);
    }
  }
  return wanted;
}

/** How much a release counts: those of old majors are seldom met, and of 0.x where there is 1.0, but where others ask for them. */
function weights(releases, wanted) {
  const majors = newestBy(releases, ({ major }) => major).map((version) => semver.major(version));
  const rankOf = (major) =>
    MAJOR_AGEING * (major === 0 && majors.length > 1 ? 1 : majors.indexOf(major) / majors.length);
  const asked = new Map();
  for (const [version, share] of wanted)
    asked.set(semver.major(version), (asked.get(semver.major(version)) ?? 0) + share);
  const weightOf = (major) => Math.max(2 ** -rankOf(major), Math.min(1, asked.get(major) ?? 0));
  return new Map(releases.map((version) => [version, weightOf(semver.major(version))]));
}

/** The package that a package went on as, or was before, when that is chosen from too: the same name with or without a scope. */
const forkOf = (name, names) =>
  names.find(
    (other) =>
      isScoped(other) !== isScoped(name) &&
      baseOf(other) === baseOf(name) &&
      familyOf(other) === familyOf(name),
  );
const isScoped = (name) => name.startsWith('@');
const baseOf = (name) => name.slice(name.lastIndexOf('/') + 1);

/**
 * The releases on both sides of a split. A fork goes on from the other package's code: what lies between the split and the next
 * release that is chosen would be taken for the other package.
 * @param releases newest first @param others those of the fork
 */
function aroundSplit(releases, others) {
  if (others.length === 0) return [];
  const before = releases.find((version) => semver.lt(version, others.at(-1)));
  const after = releases.findLast((version) => semver.gt(version, others[0]));
  return [before, after].filter((version) => version !== undefined);
}

/** Adds the group of releases that is farthest from all chosen ones, and the next, until there are `count`. */
function spread(chosen, groups, { releases, weight, count, leastGain = 0 }) {
  const places = new Map(releases.map((version, place) => [version, place]));
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

function choose(releases, advisories, { wanted, split, fill, most }) {
  const majors = newestBy(releases, majorOf(releases)).slice(0, NEWEST_MAJORS);
  const often = [...wanted]
    .filter(([, share]) => share >= LEAST_WANTED)
    .sort(([, a], [, b]) => b - a)
    .slice(0, WANTED_VERSIONS)
    .map(([version]) => version);
  const chosen = new Set([...majors, ...split, ...often].slice(0, most));
  const enough = Math.max(fill, chosen.size + MINORS_BETWEEN);
  const alone = (versions) => versions.map((version) => [version]);
  const among = { releases, weight: weights(releases, wanted) };
  spread(chosen, alone(newestBy(releases, minorOf)), { ...among, count: Math.min(enough, most) });
  spread(chosen, aroundFixes(releases, advisories), { ...among, count: most, leastGain: LEAST_GAIN });
  spread(chosen, alone(releases), { ...among, count: fill });
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
  const fork = forkOf(name, [...packuments.keys()]);
  const split = aroundSplit(mine, releases.get(fork) ?? []);
  const wishes = { ...budget, split, wanted: wanted.get(name) };
  return [name, choose(mine, advisories.lookup('npm', name), wishes)];
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

// Chooses the versions of the packages in names.txt that the default fingerprint index holds, and writes packages.json.
//   node scripts/fingerprints/select-versions.mjs
// Needs `npm run build`. Requests each package's list of versions from the registry, four at a time, and caches them in build/.
import { readFileSync, writeFileSync } from 'node:fs';
import pLimit from 'p-limit';
import pacote from 'pacote';
import semver from 'semver';
import { loadMatching, openAdvisories } from '../../dist/advisories/index.js';
import { forkGroupOf } from '../../dist/recognition/index.js';
import { npmConfigHere } from '../../dist/network/index.js';
import { asInstalled } from '../../bench/bundles/verdicts.mjs';
import { decisiveReleases } from './decisive-releases.mjs';

/** Versions of a package: the number that fills gaps, and the most with those around fixes. */
const BUDGETS = {
  normal: { fill: 5, most: 20 },
  large: { fill: 5, most: 8 },
  family: { fill: 5, most: 5 },
  member: { fill: 3, most: 4 },
};
const FAMILIES = ['@aws-sdk/', '@smithy/'];
const NEWEST_MAJORS = 4;
/** Number of most required versions, and the least requirement for each: 1 stands for all releases of one package. */
const WANTED_VERSIONS = 7;
const LEAST_WANTED = 0.1;
/** Weight of a package's newest releases against its oldest in its requirements, as a power of two. */
const DEPENDENT_AGEING = 5;
/** Minors between them, before the versions around fixes take the rest. */
const MINORS_BETWEEN = 2;
/** Weight of the newest major against the oldest one, as a power of two. */
const MAJOR_AGEING = 4;
/** Most releases of all packages together. */
const MOST_RELEASES = 3300;
const REQUESTS = 4;

const folder = new URL('./', import.meta.url);
const cache = new URL('../../build/fingerprints/registry/', import.meta.url).pathname;
const options = { ...npmConfigHere(process.cwd()), cache, preferOffline: true, maxSockets: REQUESTS };

function budgetOf(mark, name) {
  if (mark === '-') return BUDGETS.member;
  if (FAMILIES.some((scope) => name.startsWith(scope))) return BUDGETS.family;
  return mark === '~' ? BUDGETS.large : BUDGETS.normal;
}

/** Names and budgets in names.txt. */
function readNames() {
  const lines = readFileSync(new URL('names.txt', folder), 'utf8').split('\n');
  const words = lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/));
  return words.filter(Boolean).map((word) => {
    const [, mark, name] = /^([~-]?)(.+)$/.exec(word);
    return { name, budget: budgetOf(mark, name) };
  });
}

/** Releases, newest first; pre-releases only where there are no others. */
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
/** Before 1.0 a minor counts as a major; once 1.0 exists, few use earlier releases. */
const majorOf =
  (releases) =>
  ({ major, minor }) =>
    major === 0 && releases[0].startsWith('0.') ? `0.${minor}` : major;

/** Requirements of a package's releases, as shares weighted towards newer releases: `name range` → share. */
function requirementsOf(releases, { versions }) {
  const shares = new Map();
  let all = 0;
  for (const [place, version] of releases.entries()) {
    const weight = 2 ** ((-DEPENDENT_AGEING * place) / releases.length);
    all += weight;
    for (const [name, range] of Object.entries(versions[version].dependencies ?? {}))
      shares.set(`${name} ${range}`, (shares.get(`${name} ${range}`) ?? 0) + weight);
  }
  return [...shares].map(([requirement, weight]) => [requirement, weight / all]);
}

/** How much the packages here require each release, assuming the newest in a range: name → version → sum of shares. */
function countWanted(packuments, releases) {
  const wanted = new Map([...packuments.keys()].map((name) => [name, new Map()]));
  for (const [dependent, packument] of packuments) {
    for (const [requirement, share] of requirementsOf(releases.get(dependent), packument)) {
      const name = requirement.slice(0, requirement.indexOf(' '));
      const best = semver.maxSatisfying(releases.get(name) ?? [], requirement.slice(name.length + 1));
      if (best === null) continue;
      wanted.get(name).set(best, (wanted.get(name).get(best) ?? 0) + share);
    }
  }
  return wanted;
}

/** Weight of a release. Old majors, and 0.x where 1.0 exists, are rare unless other packages require them. */
function weights(releases, wanted) {
  const majors = newestBy(releases, ({ major }) => major).map((version) => semver.major(version));
  const rankOf = (major) =>
    MAJOR_AGEING * (major === 0 && majors.length > 1 ? 1 : majors.indexOf(major) / majors.length);
  const required = new Map();
  for (const [version, share] of wanted)
    required.set(semver.major(version), (required.get(semver.major(version)) ?? 0) + share);
  const weightOf = (major) => Math.max(2 ** -rankOf(major), Math.min(1, required.get(major) ?? 0));
  return new Map(releases.map((version) => [version, weightOf(semver.major(version))]));
}

/** The successor or predecessor of a package, if names.txt has it too: the same name with or without a scope. */
const forkOf = (name, names) =>
  names.find(
    (other) =>
      isScoped(other) !== isScoped(name) &&
      baseOf(other) === baseOf(name) &&
      forkGroupOf(other) === forkGroupOf(name),
  );
const isScoped = (name) => name.startsWith('@');
const baseOf = (name) => name.slice(name.lastIndexOf('/') + 1);

/**
 * The releases on both sides of a split. A fork continues the other package's code: a release between the split and the next
 * chosen release would be taken for the other package.
 * @param releases newest first @param others those of the fork
 */
function aroundSplit(releases, others) {
  if (others.length === 0) return [];
  const before = releases.find((version) => semver.lt(version, others.at(-1)));
  const after = releases.findLast((version) => semver.gt(version, others[0]));
  return [before, after].filter((version) => version !== undefined);
}

/** Adds the release farthest from all chosen ones, again and again, until there are `count`. */
function spread(chosen, candidates, { releases, weight, count }) {
  const places = new Map(releases.map((version, place) => [version, place]));
  const nearest = (version) =>
    Math.min(...[...chosen].map((other) => Math.abs(places.get(other) - places.get(version))));
  const gain = (version) => nearest(version) * weight.get(version);
  const left = new Set(candidates);
  while (chosen.size < count && left.size > 0) {
    const next = [...left].reduce((best, version) => (gain(version) > gain(best) ? version : best));
    left.delete(next);
    chosen.add(next);
  }
}

/** Releases of a package that are chosen even if they decide nothing. */
function choose(releases, { wanted, split, fill, most }) {
  const majors = newestBy(releases, majorOf(releases)).slice(0, NEWEST_MAJORS);
  const often = [...wanted]
    .filter(([, share]) => share >= LEAST_WANTED)
    .sort(([, a], [, b]) => b - a)
    .slice(0, WANTED_VERSIONS)
    .map(([version]) => version);
  const chosen = new Set([...majors, ...split, ...often].slice(0, most));
  const enough = Math.max(fill, chosen.size + MINORS_BETWEEN);
  const among = { releases, weight: weights(releases, wanted) };
  spread(chosen, newestBy(releases, minorOf), { ...among, count: Math.min(enough, most) });
  spread(chosen, releases, { ...among, count: fill });
  return chosen;
}

/** Advisories about each release of a package. */
function rulesReader(name, releases) {
  const rules = new Map(releases.map((version) => [version, []]));
  const installed = releases.map((version) => ({ ...asInstalled({ name, version }), id: version }));
  for (const finding of matchPackages(installed, advisories))
    if (finding.kind === 'advisory') rules.get(finding.package)?.push(finding.rule);
  return (version) => rules.get(version);
}

/** Adds the releases that decide most, over all packages, up to the largest number of releases. */
function addDecisive(packages) {
  const steps = packages.flatMap(({ name, chosen, most }) => {
    const mine = releases.get(name);
    const facts = { chosen, most, wanted: wanted.get(name), rulesOf: rulesReader(name, mine) };
    return decisiveReleases(mine, facts).map((step) => ({ ...step, chosen, most }));
  });
  steps.sort((a, b) => b.gain - a.gain);
  let count = packages.reduce((sum, { chosen }) => sum + chosen.size, 0);
  for (const { versions, chosen, most } of steps) {
    const fresh = versions.filter((version) => !chosen.has(version));
    if (count + fresh.length > MOST_RELEASES || chosen.size + fresh.length > most) continue;
    for (const version of fresh) chosen.add(version);
    count += fresh.length;
  }
}

const advisories = openAdvisories({ dir: null, now: new Date() });
const { matchPackages } = await loadMatching();
const limit = pLimit(REQUESTS);
const names = readNames();
const packuments = new Map(
  await Promise.all(
    names.map(({ name }) => limit(async () => [name, await pacote.packument(name, options)])),
  ),
);
const releases = new Map([...packuments].map(([name, packument]) => [name, releasesOf(packument)]));
const wanted = countWanted(packuments, releases);
const selection = names.map(({ name, budget }) => {
  const mine = releases.get(name);
  const split = aroundSplit(mine, releases.get(forkOf(name, [...packuments.keys()])) ?? []);
  const chosen = choose(mine, { ...budget, split, wanted: wanted.get(name) });
  return { name, chosen, most: budget.most };
});
addDecisive(selection);
const packages = selection.map(({ name, chosen }) => [name, semver.sort([...chosen])]);
packages.sort(([a], [b]) => (a < b ? -1 : 1));
const lines = packages.map(([name, versions]) => `  ${JSON.stringify(name)}: ${JSON.stringify(versions)}`);
writeFileSync(new URL('packages.json', folder), `{\n${lines.join(',\n')}\n}\n`);
const count = packages.reduce((sum, [, versions]) => sum + versions.length, 0);
console.log(
  `${packages.length} packages, ${count} versions; next: node scripts/fingerprints/list-required.mjs`,
);

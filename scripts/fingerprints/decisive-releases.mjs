// Selects the releases of a package to index, so that most of its copies can be decided: vulnerable or not.
import semver from 'semver';

/** Weight of the newest release against the oldest one, as a power of two: most deployed releases are recent. */
const AGEING = 5;
/** Shares of deployed copies: any release, the newer the likelier; the newest of each major; releases that others require most. */
const SHARES = { any: 0.5, tops: 0.25, required: 0.25 };

/** Value of a known release, where 1 is the value of a verdict: vulnerable or not. */
const KNOWN_WORTH = 0.3;

function add(chances, version, chance) {
  if (chances.has(version)) chances.set(version, chances.get(version) + chance);
}

/** Divides a share among releases by their weights. */
function addShare(chances, share, weights) {
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (all > 0) for (const [version, weight] of weights) add(chances, version, (share * weight) / all);
}

/** Probability that each release occurs in a bundle. @param wanted how much other packages require each. */
function chancesOf(releases, wanted) {
  const chances = new Map(releases.map((version) => [version, 0]));
  const tops = new Map();
  for (const version of releases) {
    const major = semver.major(version);
    if (!tops.has(major)) tops.set(major, version);
  }
  const weigh = (versions) =>
    new Map(versions.map((version, place) => [version, 2 ** ((-AGEING * place) / versions.length)]));
  addShare(chances, SHARES.any, weigh(releases));
  addShare(chances, SHARES.tops, weigh([...tops.values()]));
  addShare(chances, SHARES.required, wanted);
  return releases.map((version) => chances.get(version));
}

/** For each advisory, the number of affected releases before each place. */
function countsOf(releases, rulesOf) {
  const rules = new Map();
  for (const [place, version] of releases.entries())
    for (const rule of rulesOf(version)) {
      if (!rules.has(rule)) rules.set(rule, new Uint8Array(releases.length));
      rules.get(rule)[place] = 1;
    }
  return [...rules.values()].map((isAbout) => {
    const counts = new Uint32Array(releases.length + 1);
    for (const [place, about] of isAbout.entries()) counts[place + 1] = counts[place] + about;
    return counts;
  });
}

/** Places where the set of advisories changes from one release to the next. */
function borders(counts) {
  const [first = []] = counts;
  const places = Array.from({ length: Math.max(0, first.length - 2) }, (_none, place) => place);
  const isAbout = (count, place) => count[place + 1] - count[place];
  return places.filter((place) =>
    counts.some((count) => isAbout(count, place) !== isAbout(count, place + 1)),
  );
}

/**
 * How much is decided about a copy that may be any release between two places. Half counts whether it is vulnerable at
 * all, half by which advisories.
 */
function decidedPart(counts, from, to) {
  const abouts = counts.map((count) => count[to] - count[from]);
  const isSure = abouts.every((about) => about === 0) || abouts.includes(to - from);
  const known = abouts.filter((about) => about === 0 || about === to - from).length;
  return (isSure ? 0.5 : 0) + (0.5 * known) / Math.max(1, counts.length);
}

/** Share of copies that are decided when the releases at these places are known. A known copy adds a part of its own. */
function worthOf(known, { counts, chances }) {
  const end = chances.length;
  const places = [...known].sort((a, b) => a - b);
  let worth = 0;
  for (const [at, place] of places.entries()) {
    // A copy resembles a known release, and may be any release between the neighbours of that one.
    const [before, after] = [places[at - 1] ?? -1, places[at + 1] ?? end];
    const decided = decidedPart(counts, before + 1, after);
    const from = at === 0 ? 0 : Math.ceil((before + place) / 2);
    const to = after === end ? end : Math.ceil((place + after) / 2);
    for (let each = from; each < to; each += 1) worth += decided * chances[each];
    worth += KNOWN_WORTH * chances[place];
  }
  return worth;
}

/** Adds the places that decide most: one place, or the two beside a border. */
function nextOf(known, groups, facts) {
  const now = worthOf(known, facts);
  let best = { gain: 0, places: [] };
  for (const group of groups) {
    const places = group.filter((place) => !known.has(place));
    if (places.length === 0) continue;
    const gain = (worthOf(new Set([...known, ...places]), facts) - now) / places.length;
    if (gain > best.gain) best = { gain, places };
  }
  return best;
}

/**
 * Releases beyond those that are always chosen, ordered by how much they decide.
 * @param {readonly string[]} releases newest first
 * @param {{ chosen: Iterable<string>, wanted: Map<string, number>, rulesOf: (version: string) => string[], most: number }} known wanted:
 *   how much others require a release; rulesOf: advisories about one; most: steps
 * @returns {{ versions: string[], gain: number }[]} gain: part of the package's copies that each of the versions decides
 */
export function decisiveReleases(releases, { chosen, wanted, rulesOf, most }) {
  const facts = { counts: countsOf(releases, rulesOf), chances: chancesOf(releases, wanted) };
  const alone = releases.map((_version, place) => [place]);
  const groups = [...alone, ...borders(facts.counts).map((place) => [place, place + 1])];
  const known = new Set([...chosen].map((version) => releases.indexOf(version)));
  const steps = [];
  while (steps.length < most) {
    const { gain, places } = nextOf(known, groups, facts);
    if (places.length === 0) return steps;
    for (const place of places) known.add(place);
    steps.push({ versions: places.map((place) => releases[place]), gain });
  }
  return steps;
}

// Which releases of a package have to be known so that most copies of it can be told to be vulnerable or not.
import semver from 'semver';

/** So many times the newest release counts more than the oldest one, as powers of two: most of what is deployed was new lately. */
const AGEING = 5;
/** Shares of what is deployed: any release as it was new; the newest of each major; what others ask for most. */
const SHARES = { any: 0.5, tops: 0.25, asked: 0.25 };

/** What it is worth that the release itself is known, for one that it can be told to be vulnerable or not. */
const KNOWN_WORTH = 0.3;

function add(chances, version, chance) {
  if (chances.has(version)) chances.set(version, chances.get(version) + chance);
}

/** Gives releases their part of a share, by their weights. */
function addShare(chances, share, weights) {
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  if (all > 0) for (const [version, weight] of weights) add(chances, version, (share * weight) / all);
}

/** How likely each release is met in a bundle. @param wanted how much others ask for each. */
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
  addShare(chances, SHARES.asked, wanted);
  return releases.map((version) => chances.get(version));
}

/** For each advisory how many releases before each place it is about. */
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

/** Places next to which what is known of releases changes. */
function borders(counts) {
  const [first = []] = counts;
  const places = Array.from({ length: Math.max(0, first.length - 2) }, (_none, place) => place);
  const isAbout = (count, place) => count[place + 1] - count[place];
  return places.filter((place) =>
    counts.some((count) => isAbout(count, place) !== isAbout(count, place + 1)),
  );
}

/**
 * How much is decided of a copy that can be of each release from one place to another: half of it that it is vulnerable, or not at
 * all; half of it by which advisories.
 */
function decidedPart(counts, from, to) {
  const abouts = counts.map((count) => count[to] - count[from]);
  const isSure = abouts.every((about) => about === 0) || abouts.includes(to - from);
  const known = abouts.filter((about) => about === 0 || about === to - from).length;
  return (isSure ? 0.5 : 0) + (0.5 * known) / Math.max(1, counts.length);
}

/** The share of copies that are decided when the releases at these places are known, and of those that are known a part. */
function worthOf(known, { counts, chances }) {
  const end = chances.length;
  const places = [...known].sort((a, b) => a - b);
  let worth = 0;
  for (const [at, place] of places.entries()) {
    // A copy is like a known release; it can be of each that lies between its neighbours.
    const [before, after] = [places[at - 1] ?? -1, places[at + 1] ?? end];
    const decided = decidedPart(counts, before + 1, after);
    const from = at === 0 ? 0 : Math.ceil((before + place) / 2);
    const to = after === end ? end : Math.ceil((place + after) / 2);
    for (let each = from; each < to; each += 1) worth += decided * chances[each];
    worth += KNOWN_WORTH * chances[place];
  }
  return worth;
}

/** Adds to the known places those that decide most, one or the two beside a border. */
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
 * Releases beside those that are taken anyhow, in the order of what they decide.
 * @param {readonly string[]} releases newest first
 * @param {{ chosen: Iterable<string>, wanted: Map<string, number>, rulesOf: (version: string) => string[], most: number }} known wanted:
 *   how much others ask for a release; rulesOf: advisories about one; most: steps
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

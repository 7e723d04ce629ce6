// Chooses the releases of the packages in python-names.txt that the store of Python releases holds, and writes python-packages.json.
//   node scripts/fingerprints/select-python-versions.mjs
// Needs `npm run build` and python3 with pip. Requests each package's list of releases from pip's index, one at a time.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { openAdvisories } from '../../dist/advisories/index.js';
import { pypi } from '../../dist/ecosystems/index.js';

const MOST_RELEASES = 12;
/** The newest ones in a row. */
const NEWEST = 5;
/** Releases around fixes of advisories, the newest first. */
const AROUND_FIXES = 4;
/** Ends of the times whose newest release is taken then: what is deployed is rarely new. */
const TIMES = ['2026-06', '2025-12', '2025-06', '2024-12', '2024-06', '2023-12', '2023-01'];

const order = pypi.versions;
const byVersion = (a, b) => order.compare(a, b);
const folder = new URL('./', import.meta.url);
const names = readFileSync(new URL('python-names.txt', folder), 'utf8').trim().split(/\s+/).sort();
const reader = new URL('read-python-releases.py', folder).pathname;
const output = execFileSync('python3', [reader, 'releases'], { input: names.join('\n'), encoding: 'utf8' });
const listed = output
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const advisories = openAdvisories({ dir: null, now: new Date() });

/** Releases right before and at each bound of an advisory, newest first. */
function aroundFixes(name, releases) {
  const bounds = advisories
    .lookup(pypi.name, name)
    .filter(({ kind }) => kind === 'vulnerability')
    .flatMap(({ affected }) =>
      affected.ranges.flatMap(({ events }) => events.flatMap(({ fixed }) => fixed ?? [])),
    )
    .filter((version) => order.isValid(version));
  return [...new Set(bounds)]
    .sort((a, b) => order.compare(b, a))
    .flatMap((fixed) => {
      const at = releases.findIndex((version) => order.compare(version, fixed) >= 0);
      return at < 0 ? [] : releases.slice(Math.max(0, at - 1), at + 1).reverse();
    });
}

function choose({ name, wheels }) {
  const all = Object.keys(wheels).sort(byVersion);
  const final = all.filter((version) => !order.isPrerelease(version));
  const releases = final.length > 0 ? final : all;
  const atTimes = TIMES.flatMap((time) => releases.findLast((version) => wheels[version] < time) ?? []);
  const chosen = new Set(releases.slice(-NEWEST));
  const addUpTo = (some, most) => {
    for (const version of some) if (chosen.size < most) chosen.add(version);
  };
  addUpTo(aroundFixes(name, releases), NEWEST + AROUND_FIXES);
  addUpTo(atTimes, MOST_RELEASES);
  addUpTo(aroundFixes(name, releases), MOST_RELEASES);
  return [...chosen].sort(byVersion);
}

const lines = listed.map((found) => {
  const releases = { published: found.published, indexed: choose(found) };
  return `  ${JSON.stringify(found.name)}: ${JSON.stringify(releases)}`;
});
writeFileSync(new URL('python-packages.json', folder), `{\n${lines.join(',\n')}\n}\n`);
console.log(
  `${names.length} packages, ${listed.reduce((sum, found) => sum + choose(found).length, 0)} releases`,
);

// Builds data/python-releases.bin from python-packages.json: what wheels record about their files.
//   node scripts/fingerprints/build-python-store.mjs [FILE]
// Needs `npm run build` and python3 with pip, whose index and settings it uses. Requests parts of wheels, one at a time, and keeps
// what it read in build/python-fingerprints: a build that was ended goes on there, and the same list gives the same file.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { composeReleaseStore } from '../../dist/release-files/index.js';
import { RELEASE_STORE_FILE, writeReleaseStoreFile } from '../../dist/workers/index.js';

const [output = RELEASE_STORE_FILE] = process.argv.slice(2);
const cache = new URL('../../build/python-fingerprints', import.meta.url).pathname;
const reader = new URL('read-python-releases.py', import.meta.url).pathname;
const packages = Object.entries(
  JSON.parse(readFileSync(new URL('python-packages.json', import.meta.url), 'utf8')),
);
mkdirSync(cache, { recursive: true });

const fileOf = (name, version, suffix = '') => `${cache}/${name}-${version}${suffix}.json`;
const readFacts = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

function fetchFiles(lines) {
  const input = lines.join('\n');
  if (lines.length > 0)
    execFileSync('python3', [reader, 'files', cache], { input, stdio: ['pipe', 'ignore', 'inherit'] });
}

/** Whether releases with native modules have the same sources, so that only their native code tells them apart. */
function needsIdentities(releases) {
  const keys = releases.map(({ facts: { sources } }) => JSON.stringify(sources));
  return releases.some(({ facts }) => facts.modules.length > 0) && new Set(keys).size < keys.length;
}

fetchFiles(packages.flatMap(([name, { indexed }]) => indexed.map((version) => `${name} ${version}`)));
const found = packages.map(([name, { published, indexed }]) => ({
  name,
  published,
  releases: indexed.flatMap((version) => {
    const facts = readFacts(fileOf(name, version));
    return facts ? [{ version, facts }] : [];
  }),
}));
const native = found.filter(({ releases }) => needsIdentities(releases));
fetchFiles(
  native.flatMap(({ name, releases }) => releases.map(({ version }) => `${name} ${version} identities`)),
);
const names = new Set(native.map(({ name }) => name));
const complete = found.map(({ name, published, releases }) => ({
  name,
  published,
  releases: releases.map(({ version, facts }) => {
    const identities = names.has(name) ? readFacts(fileOf(name, version, '-identities')) : null;
    return { version, facts: identities ? { ...facts, identities } : facts };
  }),
}));
const releases = complete.flatMap((each) => each.releases);
const wanted = packages.reduce((sum, [, { indexed }]) => sum + indexed.length, 0);
const asOf = releases
  .reduce((last, { facts }) => (facts.uploaded > last ? facts.uploaded : last), '')
  .slice(0, 10);
const size = writeReleaseStoreFile(output, composeReleaseStore(complete), {
  packages: complete.length,
  releases: releases.length,
  asOf,
});
console.log(
  `${output}: ${complete.length} packages, ${releases.length} of ${wanted} releases, ${size} bytes`,
);
if (releases.length < wanted) process.exitCode = 4;

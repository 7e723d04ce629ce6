// Builds data/fingerprints.bin from packages.json (the versions tier), wide.json (the names tier) and further.json (the third tier).
//   node scripts/fingerprints/build-index.mjs [--extend=EARLIER] [FILE]
// With --extend, packages with the same versions in an earlier index are taken from it, and only the others are read. Needs `npm run build`. Requests lists of releases and tarballs from the registry, four at a time, and keeps what it downloaded and
// read in build/fingerprints: a build that was ended goes on there.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS } from '../../dist/files/index.js';
import { npmConfigHere } from '../../dist/network/index.js';
import { buildIndex, openFactsStore, openRegistry } from '../../dist/published/index.js';
import { openIndexFile, openTarballPool, writeIndexFile } from '../../dist/workers/index.js';

/** Approximate number of code shapes of a package: many versions of one need more than two. */
const MAX_SHAPES = { versions: 16_000, names: 350, further: 1 };
/** Features of the files that are kept of a package of the third tier, and of its first file at most: fifty larger ones cost as much as 1,300 others. */
const ROOM = { all: 250, first: 2000 };
const REQUESTS = 4;
const PROGRESS_STEP = 500;

const { values: options, positionals } = parseArgs({
  options: { extend: { type: 'string' } },
  allowPositionals: true,
});
const [output = new URL('../../data/fingerprints.bin', import.meta.url).pathname] = positionals;
const cache = new URL('../../build/fingerprints', import.meta.url).pathname;
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const [versions, names, further] = [read('packages.json'), read('wide.json'), read('further.json')];
const wanted = new Map(Object.entries({ ...versions, ...names, ...further }));
const tierOf = (name) => {
  if (Object.hasOwn(names, name)) return 'names';
  return Object.hasOwn(versions, name) && versions[name].length > 0 ? 'versions' : 'further';
};
const registry = await openRegistry({
  cacheDir: `${cache}/registry`,
  npmConfig: npmConfigHere(process.cwd()),
  concurrency: REQUESTS,
  offline: process.env.OFFLINE === '1',
  maxMillis: 24 * 3600 * 1000,
});
const pool = openTarballPool(1, DEFAULT_LIMITS);
const source = {
  registry,
  store: openFactsStore(cache),
  readTarball: pool.readTarball,
  limits: DEFAULT_LIMITS,
};
const { bytes, packages, missing, ...built } = await buildIndex(wanted, source, {
  version: new Date().toISOString().slice(0, 10),
  ...(options.extend && { extended: await openIndexFile(options.extend) }),
  maxShapes: (name) => MAX_SHAPES[tierOf(name)],
  room: (name) => (tierOf(name) === 'further' ? ROOM : null),
  onProgress: (done, all) => done % PROGRESS_STEP === 0 && console.error(`${done} of ${all} versions`),
});
await Promise.all([pool.close(), registry.close()]);
for (const { name, version, why } of missing)
  console.error(`not indexed: ${name}@${version}: ${why.reason ?? why.what}`);
const size = await writeIndexFile(output, bytes);
console.log(`${output}: ${packages} packages, ${built.versions} versions, ${size} bytes`);
if (missing.length > 0) process.exitCode = 4;

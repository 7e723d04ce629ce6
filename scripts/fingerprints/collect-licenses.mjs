// Writes data/npm-licenses.bin: the licences that releases of the indexed packages state, by ranges of releases.
//   node scripts/fingerprints/collect-licenses.mjs [--requests=N] [FILE]
// Needs `npm run build`. Reads full lists of releases from npm's own cache, and requests at most N of those that it lacks, popular packages
// first (0 by default). What the earlier file has of the other packages stays.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { npmTopDownloads } from 'npm-high-impact';
import pLimit from 'p-limit';
import pacote from 'pacote';
import semver from 'semver';
import { readLicenses } from '../../dist/ecosystems/npm/licenses.js';
import { composeLicenses, linesOfLicenses } from '../../dist/inventory/published-licenses.js';
import { LICENSE_FILE, readLicenseText, writeLicenseFile } from '../../dist/workers/license-file.js';

const REQUESTS_AT_ONCE = 4;

const { values: options, positionals } = parseArgs({
  options: { requests: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const [output = LICENSE_FILE] = positionals;
const cache = join(process.env.npm_config_cache ?? join(homedir(), '.npm'), '_cacache');
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const ranks = new Map(npmTopDownloads.map((name, rank) => [name, rank]));
const rankOf = (name) => ranks.get(name) ?? ranks.size;
const names = Object.keys({ ...read('packages.json'), ...read('wide.json') }).sort(
  (a, b) => rankOf(a) - rankOf(b),
);

/** Releases with what each states; null where the list cannot be had. */
async function releasesOf(name, offline) {
  try {
    const { versions } = await pacote.packument(name, { cache, offline, fullMetadata: true });
    return Object.entries(versions)
      .filter(([version]) => semver.valid(version) !== null)
      .map(([version, manifest]) => ({ version, licenses: readLicenses(manifest) }))
      .sort((a, b) => semver.compareBuild(a.version, b.version));
  } catch {
    return null;
  }
}

const stated = new Map();
const limit = pLimit(REQUESTS_AT_ONCE);
async function collect(wanted, offline) {
  const found = await Promise.all(wanted.map((name) => limit(() => releasesOf(name, offline))));
  for (const [at, name] of wanted.entries()) if (found[at] !== null) stated.set(name, found[at]);
}

await collect(names, true);
const fromCache = stated.size;
const lacking = names.filter((name) => !stated.has(name));
await collect(lacking.slice(0, Number(options.requests)), false);
const earlier = existsSync(output) ? linesOfLicenses(readLicenseText(output) ?? '') : new Map();
const size = writeLicenseFile(output, composeLicenses(stated, earlier));
console.log(
  `${output}: ${stated.size} of ${names.length} packages (${fromCache} of npm's cache), ${size} bytes`,
);

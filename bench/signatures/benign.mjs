// node bench/signatures/benign.mjs [SET …]: what the signatures say of popular packages, which are harmless.
// Packages of packages.json are installed once into build/bench/npm, their scripts never run. Prints a line for every finding
// of HIGH or above, with package and evidence, and at the end how many hits each rule had.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { scan } from '../../dist/index.js';
import { runNpm } from '../../scripts/run-npm.mjs';

const KINDS = new Set(['malware', 'install-script', 'hook', 'secret', 'configuration', 'typosquat']);
const SERIOUS = new Set(['critical', 'high']);
const INSTALL = [
  'install',
  '--legacy-peer-deps',
  '--force',
  '--omit=dev',
  '--no-package-lock',
  '--maxsockets=6',
];

/** @returns {string} the folder of an installed set */
function install(name, dependencies) {
  const folder = new URL(`../../build/bench/npm/${name}`, import.meta.url).pathname;
  if (existsSync(`${folder}/node_modules`)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, JSON.stringify({ name, version: '1.0.0', dependencies }));
  runNpm(INSTALL, { cwd: folder, quiet: true });
  return folder;
}

/** Releases of an artifact that were not seen before, by the id of their package. */
function freshReleases({ packages }, seen) {
  const releases = packages
    .filter(({ presence }) => presence === 'installed')
    .map(({ id, name, version }) => [id, `${name}@${version}`])
    .filter(([, release]) => !seen.has(release));
  for (const [, release] of releases) seen.add(release);
  return new Map(releases);
}

/** Findings in the packages of one folder that were not seen before; advisories are none of this. */
async function measure(folder, seen) {
  const limits = { maxMillis: 600_000, maxInflatedBytes: 8 * 1024 ** 3, maxHeapMegabytes: 4096 };
  const { artifacts } = await scan({ targets: [folder], limits, offline: true }).report;
  return artifacts.flatMap((artifact) => {
    const fresh = freshReleases(artifact, seen);
    return artifact.findings
      .filter((finding) => KINDS.has(finding.kind) && fresh.has(finding.package))
      .map((finding) => ({ ...finding, release: fresh.get(finding.package) }));
  });
}

const { sets } = JSON.parse(readFileSync(new URL('packages.json', import.meta.url), 'utf8'));
const wanted = process.argv.slice(2);
const seen = new Set();
const byRule = new Map();
for (const [name, dependencies] of Object.entries(sets)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(name);
  for (const finding of await measure(install(name, dependencies), seen)) {
    const { rule, severity, release, evidence } = finding;
    const releases = byRule.get(`${severity}\t${rule}`) ?? new Set();
    byRule.set(`${severity}\t${rule}`, releases.add(release));
    if (!SERIOUS.has(severity) && !process.env.VERBOSE) continue;
    console.log(`${severity}\t${rule}\t${release}`);
    for (const { path, line, detail } of evidence) console.log(`\t${path}:${line ?? ''} ${detail}`);
  }
}
const names = new Set([...seen].map((release) => release.slice(0, release.lastIndexOf('@'))));
console.log(`\n${names.size} packages, ${seen.size} releases`);
for (const [rule, releases] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1)))
  console.log(`${rule}\t${releases.size}\t${[...releases].slice(0, 12).join(' ')}`);

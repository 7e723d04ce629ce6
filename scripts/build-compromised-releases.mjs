// Compiles a list of compromised releases into the campaign file that the package ships for those without one of their own.
//   node scripts/build-compromised-releases.mjs LIST
// LIST has a line each: `name:version` (npm) or `ecosystem:name:version`; `#` begins a comment. Needs no build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const ECOSYSTEMS = new Map([
  ['npm', 'npm'],
  ['pypi', 'PyPI'],
  ['composer', 'Packagist'],
  ['crates', 'crates.io'],
  ['go', 'Go'],
]);

/** @returns {{ ecosystem: string, name: string, version: string }} */
function parseLine(line) {
  const parts = line.split(':');
  const [ecosystem, name, version] = parts.length === 2 ? ['npm', ...parts] : parts;
  if (parts.length > 3 || !name || !version || !ECOSYSTEMS.has(ecosystem))
    throw new Error(`not a release: ${line}`);
  // OSV writes versions of Go modules without their v.
  return {
    ecosystem: ECOSYSTEMS.get(ecosystem),
    name,
    version: ecosystem === 'go' ? version.replace(/^v/, '') : version,
  };
}

const [list] = process.argv.slice(2);
if (!list) throw new Error('usage: build-compromised-releases.mjs LIST');
const lines = readFileSync(list, 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));

/** @type {Record<string, Record<string, string[]>>} */
const packages = {};
for (const { ecosystem, name, version } of lines.map(parseLine)) {
  const versions = ((packages[ecosystem] ??= {})[name] ??= []);
  if (!versions.includes(version)) versions.push(version);
}

const campaign = {
  id: 'campaigns/compromised-releases',
  title: 'compromised releases of 2025 and 2026',
  date: '2025-09-08',
  why: "The release was published with a maintainer's stolen access, mostly by worms that spread from package to package: it steals credentials where it is installed or run.",
  packages,
  references: ['https://github.com/Cobenian/shai-hulud-detect'],
};
const folder = new URL('../data/known-bad/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('compromised-releases.json', folder), JSON.stringify(campaign));
const counts = Object.entries(packages).map(
  ([ecosystem, names]) =>
    `${ecosystem}: ${Object.values(names).flat().length} releases of ${Object.keys(names).length} packages`,
);
console.log(counts.join(', '));

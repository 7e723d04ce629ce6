// Inputs of the benchmarks, built once into build/bench from pinned direct dependencies.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { folderEntries } from '../scripts/folder-entries.mjs';
import { runNpm } from '../scripts/run-npm.mjs';
import { writeZip } from '../scripts/write-zip.mjs';
import { syntheticRecords } from './synthetic-records.mjs';

export const benchFolder = join(import.meta.dirname, '../build/bench');
const SMALL_ZIPS = 50;
const RECORDS = 300_000;
const LOOKUPS = 2000;

/**
 * @typedef {object} Inputs
 * @property {string} large zip of the large function
 * @property {string} largeFolder the same, unpacked
 * @property {string[]} small zips of the small function, different in one file
 * @property {string} feed folder in the layout of the OSV export, for npm
 * @property {string} emptyFeed the same with one record, in osv-scanner's own layout
 * @property {string} names JSON file: package names to look up, most with records
 * @property {Record<string, number>} facts what is in them, counted
 */

/** @returns {Inputs} */
export function buildInputs() {
  const largeFolder = install('large-function', ['--legacy-peer-deps']);
  const smallFolder = install('small-function', []);
  const packages = packagesOf(largeFolder);
  const names = [...new Set(packages.map(({ name }) => name))];
  const feed = join(benchFolder, 'feed');
  const emptyFeed = join(benchFolder, 'one-record');
  const inputs = {
    large: once('large.zip', (file) => writeZip(file, folderEntries(largeFolder))),
    largeFolder,
    small: smallZips(smallFolder),
    feed,
    emptyFeed,
    names: once('names.json', (file) => writeFileSync(file, JSON.stringify(lookupNames(names)))),
    facts: JSON.parse(
      readFileSync(
        once('facts.json', (file) => writeFacts(file, largeFolder, smallFolder)),
        'utf8',
      ),
    ),
  };
  once('feed/npm/all.zip', (file) => writeFeed(file, RECORDS, names));
  once('one-record/osv-scalibr/npm/all.zip', (file) => writeFeed(file, 1, names));
  return inputs;
}

function smallZips(folder) {
  return Array.from({ length: SMALL_ZIPS }, (_, index) =>
    once(`small/function-${index}.zip`, (file) => {
      const code = Buffer.from(`exports.handler = async () => ({ statusCode: ${200 + index} });\n`);
      writeZip(file, [{ path: 'index.js', bytes: code }, ...folderEntries(folder)]);
    }),
  );
}

function install(name, options) {
  const folder = join(benchFolder, name);
  if (existsSync(join(folder, 'node_modules/.package-lock.json'))) return folder;
  console.error(`Installing ${name} …`);
  cpSync(join(import.meta.dirname, name), folder, { recursive: true });
  runNpm(['install', ...options], { cwd: folder, quiet: true });
  return folder;
}

/** Builds a file of the bench folder if it is missing; an interrupted build leaves none. */
function once(name, build) {
  const file = join(benchFolder, name);
  if (existsSync(file)) return file;
  mkdirSync(dirname(file), { recursive: true });
  build(`${file}.part`);
  renameSync(`${file}.part`, file);
  console.error(`Built ${name}`);
  return file;
}

/** npm's own record of what it installed. */
function packagesOf(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  return Object.entries(packages).map(([path, { name, version }]) => ({
    name: name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
  }));
}

function writeFeed(zipFile, count, installedNames) {
  const changes = [];
  const recordEntries = function* () {
    for (const record of syntheticRecords(count, installedNames)) {
      changes.push(`${record.modified},${record.id}`);
      yield { path: `${record.id}.json`, bytes: Buffer.from(JSON.stringify(record)) };
    }
  };
  writeZip(zipFile, recordEntries());
  writeFileSync(join(dirname(zipFile), 'modified_id.csv'), `${changes.reverse().join('\n')}\n`);
}

function lookupNames(installedNames) {
  const others = Array.from({ length: LOOKUPS }, (_, index) => `package-${index * 7}`);
  return [...installedNames, ...others].slice(0, LOOKUPS);
}

function writeFacts(file, largeFolder, smallFolder) {
  const packages = packagesOf(largeFolder);
  const sizes = [...folderEntries(largeFolder)].map(({ bytes }) => bytes.length);
  const facts = {
    places: packages.length,
    packages: new Set(packages.map(({ name, version }) => `${name}@${version}`)).size,
    files: sizes.length,
    megabytes: Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1e6),
    smallZips: SMALL_ZIPS,
    smallPackages: packagesOf(smallFolder).length,
    records: RECORDS,
    lookups: LOOKUPS,
  };
  writeFileSync(file, JSON.stringify(facts));
}

// node bench/signatures/benign.mjs [SET …] [--verbose] [--write]: findings of the signatures in popular packages, which are harmless.
// Packages of packages.json are installed once into build/bench/npm, their scripts never run, and each set is scanned by a process
// of its own. Results are kept until the rules change, so an interrupted run continues. Prints every finding of HIGH or above with
// its evidence (--verbose: of MEDIUM too), and how many hits each rule had; --write puts the table into bench/README.md.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runNpm } from '../../scripts/run-npm.mjs';
import { benchFolder } from '../build-inputs.mjs';
import { SUMMARY, writeSection } from '../write-section.mjs';
import { countBenign, formatBenign, formatEvidence } from './benign-table.mjs';

const INSTALL = [
  'install',
  '--legacy-peer-deps',
  '--force',
  '--omit=dev',
  '--no-package-lock',
  '--maxsockets=6',
];
const SCAN_MILLIS = 20 * 60_000;
const SECTION = 'False positives';

/** @returns {string} the folder of an installed set; an installation that npm did not finish is made again. */
function install(name, dependencies) {
  const folder = join(benchFolder, 'npm', name);
  if (existsSync(join(folder, 'node_modules'))) return folder;
  const part = `${folder}.part`;
  mkdirSync(part, { recursive: true });
  writeFileSync(join(part, 'package.json'), JSON.stringify({ name, version: '1.0.0', dependencies }));
  runNpm(INSTALL, { cwd: part, quiet: true });
  renameSync(part, folder);
  return folder;
}

/** Hash of the inputs of a result: the rules, and the packages of the set. */
function keyOf(dependencies) {
  const rules = readFileSync(new URL('../../data/signatures.json', import.meta.url));
  return createHash('sha256').update(rules).update(JSON.stringify(dependencies)).digest('hex').slice(0, 16);
}

function kept(file, key) {
  if (!existsSync(file)) return undefined;
  const result = JSON.parse(readFileSync(file, 'utf8'));
  return result.key === key ? result : undefined;
}

/** Scans a set, or takes the result of an earlier run. A scan that takes too long counts as not measured. */
function measure(name, dependencies) {
  const file = join(benchFolder, 'benign', `${name}.json`);
  const key = keyOf(dependencies);
  const known = kept(file, key);
  if (known) return known;
  const folder = install(name, dependencies);
  console.error(`Scanning ${name} …`);
  const script = join(import.meta.dirname, 'benign-set.mjs');
  const options = {
    encoding: 'utf8',
    timeout: SCAN_MILLIS,
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 2],
  };
  const scanned = JSON.parse(execFileSync(process.execPath, [script, folder], options));
  mkdirSync(dirname(file), { recursive: true });
  const result = { key, name, ...scanned };
  writeFileSync(file, JSON.stringify(result));
  return result;
}

const readJson = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { sets } = readJson('packages.json');
const explained = readJson('explained.json');
const options = process.argv.slice(2);
const wanted = options.filter((option) => !option.startsWith('--'));
const results = [];
const failed = [];
for (const [name, dependencies] of Object.entries(sets)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    results.push(measure(name, dependencies));
  } catch (error) {
    failed.push(`${name}: ${String(error).slice(0, 300)}`);
  }
}
const counted = countBenign(results);
console.log(formatEvidence(counted, options.includes('--verbose')));
const section = formatBenign(counted, explained);
console.log(section);
for (const line of failed) console.error(`Not measured: ${line}`);
if (options.includes('--write')) writeSection(SUMMARY, SECTION, section);
process.exitCode = failed.length === 0 ? 0 : 1;

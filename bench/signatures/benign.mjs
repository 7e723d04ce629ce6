// node bench/signatures/benign.mjs [SET … | --sample] [--verbose] [--write]: findings of the signatures in popular packages, which are harmless.
// Packages of packages.json are installed once into build/bench/npm, their scripts never run, and each set is scanned by a process
// of its own. Results are kept until the rules or dist change, so an interrupted run continues. Prints every finding of HIGH or above with
// its evidence (--verbose: of MEDIUM too), and how many hits each rule had; --write puts the table into bench/README.md.
// --sample scans only the packages that ever had a finding of HIGH (explained.json) and are installed: about two minutes, before rules land.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { benchFolder } from '../build-inputs.mjs';
import { SUMMARY, writeSection } from '../write-section.mjs';
import { install } from './install-set.mjs';
import { countBenign, formatBenign, formatEvidence } from './benign-table.mjs';

const SCAN_MILLIS = 20 * 60_000;
const SECTION = 'False positives';

/** Copies the packages that ever had a finding out of the installed sets. @returns the folder that holds them. */
function makeSample(packages) {
  const folder = join(benchFolder, 'sample');
  rmSync(folder, { recursive: true, force: true });
  for (const set of readdirSync(join(benchFolder, 'npm')))
    for (const name of packages) {
      const place = join('node_modules', name);
      const from = join(benchFolder, 'npm', set, place);
      if (existsSync(from)) cpSync(from, join(folder, set, place), { recursive: true });
    }
  return folder;
}

const project = join(import.meta.dirname, '../..');
const code = readdirSync(join(project, 'dist'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.js'))
  .sort((a, b) => (a < b ? -1 : 1));

/** Hash of the inputs of a result: the rules, the code that looks for what they name, and the packages of the set. */
function keyOf(dependencies) {
  const hash = createHash('sha256');
  for (const file of ['data/signatures.json', ...code.map((name) => join('dist', name))])
    hash.update(readFileSync(join(project, file)));
  return hash.update(JSON.stringify(dependencies)).digest('hex').slice(0, 16);
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
  const result = { key, name, ...scanFolder(name, install(name, dependencies)) };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(result));
  return result;
}

function scanFolder(name, folder) {
  console.error(`Scanning ${name} …`);
  const script = join(import.meta.dirname, 'benign-set.mjs');
  const options = {
    encoding: 'utf8',
    timeout: SCAN_MILLIS,
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 2],
  };
  return JSON.parse(execFileSync(process.execPath, [script, folder], options));
}

const readJson = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const { sets } = readJson('packages.json');
const explained = readJson('explained.json');
const options = process.argv.slice(2);
const wanted = options.filter((option) => !option.startsWith('--'));
const isSample = options.includes('--sample');
const results = [];
const failed = [];
if (isSample) {
  const packages = new Set(Object.keys(explained).map((key) => key.split(' ')[1]));
  results.push({ name: 'sample', ...scanFolder('sample', makeSample(packages)) });
}
for (const [name, dependencies] of Object.entries(isSample ? {} : sets)) {
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
if (options.includes('--write') && !isSample) writeSection(SUMMARY, SECTION, section);
process.exitCode = failed.length === 0 ? 0 : 1;

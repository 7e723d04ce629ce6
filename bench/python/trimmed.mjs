// Installs packages with uv as of a date, removes what builds for size remove, scans, and compares with what was installed.
//   node bench/python/trimmed.mjs [--set tune|test | --bundle ID] [--details]
// Needs `npm run build`, python3 with pip and venv, strip and zip; keeps its trees in build/python-trimmed. Uses the packages' index
// as pip does. Names of the store only count: others must not be named wrongly.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({
  options: {
    set: { type: 'string', default: 'test' },
    bundle: { type: 'string' },
    details: { type: 'boolean', default: false },
    'build-only': { type: 'boolean', default: false },
  },
});
const project = fileURLToPath(new URL('../..', import.meta.url));
const trees = join(project, 'build/python-trimmed');
const tools = join(project, 'build/python-trees/tools');
const tool = (name) => join(tools, 'bin', name);
const run = (program, args, options = {}) =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const known = new Map(Object.entries(read('../../scripts/fingerprints/python-packages.json')));

mkdirSync(trees, { recursive: true });
if (!existsSync(tool('uv'))) run('python3', ['-m', 'venv', tools]);
if (!existsSync(tool('pyminify'))) run(tool('pip'), ['install', '-q', 'uv', 'python-minifier']);

/** Code of an application whose files are named like packages. */
const OWN_CODE = {
  'handler.py': 'import json\n\n\ndef handler(event, context):\n    return json.dumps(event)\n',
  'utils/six.py': 'def pick(values):\n    return [value for value in values if value]\n',
  'utils/requests/__init__.py': 'from .api import call\n',
  'utils/requests/api.py': 'def call(url):\n    return url.strip()\n',
  'idna.py': 'def encode(text):\n    return text.lower()\n',
  'app/certifi/__init__.py': '__version__ = "1.0"\n\n\ndef where():\n    return "here"\n',
  'click/__init__.py': 'COUNT = 0\n',
};

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function removeFolders(site, pattern) {
  for (const entry of readdirSync(site, { recursive: true, withFileTypes: true }))
    if (entry.isDirectory() && pattern.test(entry.name))
      rmSync(join(entry.parentPath, entry.name), { recursive: true, force: true });
}

const removeFiles = (site, pattern) =>
  filesBelow(site)
    .filter((path) => pattern.test(path))
    .forEach((path) => rmSync(path));

/** As the Serverless plugin does with `slim`. */
function slim(site) {
  removeFiles(site, /\.py[co]$/);
  removeFolders(site, /^__pycache__|\.dist-info$/);
  for (const path of filesBelow(site).filter((each) => each.endsWith('.so')))
    spawnSync('strip', [path], { stdio: 'ignore' });
}

/** As scripts of people do. */
function hand(site) {
  removeFolders(site, /^(?:__pycache__|tests?|bin)$|\.dist-info$/);
  removeFiles(site, /\.(?:pyi|pyx|pxd|c|h|txt|md|rst)$/);
}

function compiled(site) {
  // Templates of some packages do not compile: its status is not 0 then.
  spawnSync('python3', ['-m', 'compileall', '-q', '-b', site], { stdio: 'ignore' });
  removeFolders(site, /^__pycache__$|\.dist-info$/);
  removeFiles(site, /\.py$/);
}

function minified(site) {
  removeFolders(site, /^__pycache__$|\.dist-info$/);
  spawnSync(tool('pyminify'), ['--in-place', site], { stdio: 'ignore' });
}

const TRIMS = { slim, hand, compiled, minified, vendored: hand };

function siteOf({ trim, python }) {
  if (trim === 'vendored') return 'src/vendor';
  if (trim === 'slim-layer') return `python/lib/python${python}/site-packages`;
  return trim.endsWith('-layer') ? 'python' : '';
}

function build(bundle) {
  const { id, date, python, platform = 'x86_64-manylinux2014', trim, wanted } = bundle;
  const folder = join(trees, id);
  if (existsSync(folder)) return folder;
  const made = `${folder}.new`;
  rmSync(made, { recursive: true, force: true });
  const site = join(made, 'tree', siteOf(bundle));
  mkdirSync(site, { recursive: true });
  const options = [
    '--target',
    site,
    '--python-version',
    python,
    '--python-platform',
    platform,
    '--exclude-newer',
    date,
  ];
  run(tool('uv'), [
    'pip',
    'install',
    '-q',
    '--link-mode',
    'copy',
    '--only-binary',
    ':all:',
    ...options,
    ...wanted,
  ]);
  writeFileSync(
    join(made, 'truth.json'),
    run('python3', [fileURLToPath(new URL('installed.py', import.meta.url)), site]),
  );
  TRIMS[trim.replace('-layer', '')](site);
  if (!trim.endsWith('-layer'))
    for (const [path, text] of Object.entries(OWN_CODE)) {
      if (existsSync(join(made, 'tree', path))) continue;
      if (path.startsWith('click/') && existsSync(join(made, 'tree/click'))) continue;
      mkdirSync(join(made, 'tree', path, '..'), { recursive: true });
      writeFileSync(join(made, 'tree', path), text);
    }
  renameSync(made, folder);
  return folder;
}

function packagesOf(folder) {
  const args = [
    'scan',
    join(folder, 'tree'),
    '--format',
    'json',
    '--no-progress',
    '--allow-incomplete',
    '--no-cache',
    '--no-analysis',
  ];
  const { stdout } = spawnSync(process.execPath, [join(project, 'dist/cli/main.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [artifact] = JSON.parse(stdout).artifacts;
  if (artifact.problems.some(({ code }) => code === 'timed-out')) throw new Error(`${folder}: out of time`);
  return {
    coverage: artifact.coverage,
    packages: artifact.packages.filter(({ ecosystem }) => ecosystem === 'PyPI'),
  };
}

const keyOf = (name) => name.replace(/[-_.]+/g, '-').toLowerCase();

function lineOf({ name, version, row, inside, candidates, isHeld }) {
  const lost = row.versionState === 'unknown' ? 'unknown' : 'NOT IN SET';
  const place = inside ? 'in' : 'out';
  return `${isHeld ? 'wide' : lost} ${name} ${version} (${place}): ${candidates.join(' ')} · ${row.evidence[0].detail}`;
}

function tell(id, { missing, wrong, judged }) {
  for (const [name, version] of missing) console.log(`${id}: missing ${name} ${version}`);
  for (const { name, locations, evidence } of wrong)
    console.log(`${id}: wrong ${name} ${locations[0].path} ${evidence[0].detail}`);
  for (const found of judged.filter(({ isHeld, candidates }) => !isHeld || candidates.length > 3))
    console.log(`${id}: ${lineOf(found)}`);
}

function score(bundle) {
  const folder = build(bundle);
  const truth = new Map(
    JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')).map(([name, version]) => [
      keyOf(name),
      version,
    ]),
  );
  const { packages, coverage } = packagesOf(folder);
  const rows = packages.filter(({ presence, vendoredIn }) => presence !== 'declared' && vendoredIn === null);
  const found = new Map(rows.map((row) => [keyOf(row.name), row]));
  const wanted = [...truth].filter(([name]) => known.has(name));
  const isInside = (name, version) => known.get(name).indexed.includes(version);
  const judged = wanted.flatMap(([name, version]) => {
    const row = found.get(name);
    if (!row) return [];
    const candidates = row.versionState === 'exact' ? [row.version] : row.candidates;
    return [
      {
        name,
        version,
        row,
        inside: isInside(name, version),
        candidates,
        isHeld: candidates.includes(version),
      },
    ];
  });
  const missing = wanted.filter(([name]) => !found.has(name));
  const wrong = rows.filter(({ name }) => !truth.has(keyOf(name)));
  if (flags.details) tell(bundle.id, { missing, wrong, judged });
  const told = judged.filter(({ candidates }) => candidates.length > 0);
  return {
    bundle: bundle.id,
    packages: wanted.length,
    named: judged.length,
    wrong: wrong.length,
    inside: judged.filter(({ inside }) => inside).length,
    told: told.length,
    held: told.filter(({ isHeld }) => isHeld).length,
    exact: told.filter(({ row }) => row.versionState === 'exact').length,
    candidates: told.reduce((sum, each) => sum + each.candidates.length, 0),
    unattributed: coverage.unattributed,
  };
}

const bundles = read('trimmed.json').filter(({ set, id }) =>
  flags.bundle ? id === flags.bundle : set === flags.set,
);
for (const bundle of bundles) build(bundle);
if (flags['build-only']) process.exit();
const rows = bundles.map(score);
console.table(rows);
const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
console.log({
  bundles: rows.length,
  packages: sum('packages'),
  names: sum('named') / sum('packages'),
  precision: sum('named') / (sum('named') + sum('wrong')),
  versionsTold: sum('told'),
  truthInSet: sum('held') / sum('told'),
  exact: sum('exact') / sum('told'),
  meanSet: sum('candidates') / sum('told'),
  atVersionsOfTheStore: sum('inside'),
});

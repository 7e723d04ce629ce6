// Names and versions of packages, an artifact or several of each ecosystem, against what its own tools say.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../../../scripts/set-up.mjs';
import { benchFolder } from '../../build-inputs.mjs';
import { buildProject } from '../../java/build-projects.mjs';
import { share } from '../figures.mjs';
import { boardFolder, boardInputs } from '../inputs.mjs';
import { withFolder } from '../temporary.mjs';

const inventoryFolder = join(boardFolder, 'inventory');
const GEMS = 'vendor/bundle/ruby/3.3.0';
const MODULES = 'node_modules/';
const fixtures = join(projectFolder, 'fixtures');
const run = (program, args, cwd) =>
  execFileSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });

/**
 * @typedef {object} Case
 * @property {string} ecosystem as reports name it
 * @property {string} target
 * @property {string[]} expected NAME@VERSION
 */

/** Against npm's own record of what it installed. */
async function npmCases() {
  const { small } = await boardInputs();
  const lock = join(benchFolder, 'small-function/node_modules/.package-lock.json');
  const { packages } = JSON.parse(readFileSync(lock, 'utf8'));
  const expected = Object.entries(packages).map(
    ([path, { name = path.slice(path.lastIndexOf(MODULES) + MODULES.length), version }]) =>
      `${name}@${version}`,
  );
  return [{ ecosystem: 'npm', target: small, expected }];
}

async function pythonCases() {
  const { python } = await boardInputs();
  const expected = readdirSync(join(boardFolder, 'python'))
    .filter((name) => name.endsWith('.dist-info'))
    .map((name) => {
      const text = readFileSync(join(boardFolder, 'python', name, 'METADATA'), 'utf8');
      const field = (key) => new RegExp(`^${key}: (.*)$`, 'm').exec(text)[1].trim();
      return `${field('Name')}@${field('Version')}`;
    });
  return [{ ecosystem: 'PyPI', target: python, expected }];
}

/** What Go itself reads in the program. */
function goCases() {
  const source = join(projectFolder, 'bench/go/programs/web');
  const target = join(inventoryFolder, 'go');
  const program = join(target, 'bootstrap');
  mkdirSync(target, { recursive: true });
  if (!existsSync(program)) run('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', program, '.'], source);
  const expected = run('go', ['version', '-m', program])
    .split('\n')
    .map((line) => line.trim().split('\t'))
    .filter(([word]) => word === 'dep')
    .map(([, name, version]) => `${name}@${version.replace(/^v/, '')}`);
  return [{ ecosystem: 'Go', target, expected }];
}

function javaCases() {
  const folder = join(inventoryFolder, 'java');
  mkdirSync(folder, { recursive: true });
  return ['lambda-zip', 'shaded'].map((project) => {
    const { path, packages } = buildProject(project, folder);
    const expected = packages
      .filter(({ scope }) => scope === 'compile' || scope === 'runtime')
      .map(({ name, version }) => `${name}@${version}`);
    return { ecosystem: 'Maven', target: path, expected };
  });
}

/** A program without a list of its crates: they are known by the paths in it. */
function rustCases() {
  const folder = join(inventoryFolder, 'rust');
  const target = join(folder, 'function');
  cpSync(join(projectFolder, 'bench/rust/program'), folder, { recursive: true });
  if (!existsSync(join(target, 'bootstrap'))) {
    run('cargo', ['build', '--release', '--target-dir', 'target'], folder);
    mkdirSync(target, { recursive: true });
    cpSync(join(folder, 'target/release/sample-function'), join(target, 'bootstrap'));
  }
  const args = ['tree', '--edges', 'normal,no-proc-macro', '--prefix', 'none', '--format', '{p}'];
  const lines = run('cargo', args, folder).trim().split('\n');
  const expected = [...new Set(lines.map((line) => line.replace(/^(\S+) v(\S+).*$/, '$1@$2')))];
  return [
    { ecosystem: 'crates.io', target, expected: expected.filter((each) => !each.startsWith('sample-')) },
  ];
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Composer's own list of what it installed, from a lockfile. */
function phpCases(folder) {
  const target = join(folder, 'php');
  const lock = JSON.parse(readFileSync(join(fixtures, 'lockfiles/composer/v2/composer.lock'), 'utf8'));
  // A branch is no version.
  const packages = lock.packages.filter(({ version }) => /^v?\d/.test(version));
  write(join(target, 'vendor/composer/installed.json'), JSON.stringify({ packages, dev: false }));
  for (const { name } of packages) write(join(target, 'vendor', name, 'src/code.php'), '<?php return 1;\n');
  write(join(target, 'index.php'), '<?php return 1;\n');
  const expected = packages.map(({ name, version }) => `${name}@${version.replace(/^v/, '')}`);
  return [{ ecosystem: 'Packagist', target, expected }];
}

/** Specifications as Bundler writes them, from a lockfile. */
function rubyCases(folder) {
  const target = join(folder, 'ruby');
  const lock = readFileSync(join(fixtures, 'lockfiles/bundler/v2/Gemfile.lock'), 'utf8');
  const released = lock.slice(lock.indexOf('\nGEM\n'));
  const gems = [...released.matchAll(/^ {4}(\S+) \(([\w.]+)\)$/gm)].map(([, name, version]) => ({
    name,
    version,
  }));
  for (const { name, version } of gems) {
    const own = `${name}-${version}`;
    write(
      join(target, GEMS, 'specifications', `${own}.gemspec`),
      `# stub: ${name} ${version} ruby lib\n\nGem::Specification.new do |s|\n  s.name = "${name}".freeze\n  s.version = "${version}"\nend\n`,
    );
    write(join(target, GEMS, 'gems', own, 'lib', `${name}.rb`), 'module Code\nend\n');
  }
  write(join(target, 'function.rb'), 'def handler(event:, context:)\n  event\nend\n');
  return [{ ecosystem: 'RubyGems', target, expected: gems.map(({ name, version }) => `${name}@${version}`) }];
}

/** Lists of Alpine's package manager. */
function systemCases(folder) {
  const source = join(fixtures, 'second-person/apk');
  const truth = JSON.parse(readFileSync(join(source, 'truth.json'), 'utf8'));
  return ['oci-318', 'virtual', 'crlf'].map((name) => {
    const target = join(folder, `apk-${name}`);
    mkdirSync(join(target, 'lib/apk/db'), { recursive: true });
    mkdirSync(join(target, 'etc'));
    cpSync(join(source, name, 'installed'), join(target, 'lib/apk/db/installed'));
    cpSync(join(source, name, 'os-release'), join(target, 'etc/os-release'));
    write(join(target, 'index.js'), 'exports.handler = async () => null;\n');
    const expected = truth[name].packages.map(([own, version]) => `${own}@${version}`);
    return { ecosystem: 'Alpine', target, expected };
  });
}

const CASES = [npmCases, pythonCases, goCases, javaCases, rustCases, phpCases, rubyCases, systemCases];

const normal = (ecosystem, text) =>
  ecosystem === 'PyPI' ? text.replaceAll(/[-_.]+(?=.*@)/g, '-').toLowerCase() : text;

/** Rows of an ecosystem; of systems the name has the release behind it. */
const isOf = (row, ecosystem) => row.ecosystem === ecosystem || row.ecosystem.startsWith(`${ecosystem}:`);

/** Packages inside of others count where programs and archives are made of them; not in npm, whose list has what is installed. */
const isCounted = ({ ecosystem, presence }) =>
  presence === 'installed' || (ecosystem !== 'npm' && (presence === 'bundled' || presence === 'vendored'));

async function scoreCase(scanner, { ecosystem, target, expected }) {
  const { artifacts } = await scanner.scan([target], ['--no-analysis']);
  const rows = artifacts.flatMap(({ packages }) => packages);
  const own = rows.filter((row) => isOf(row, ecosystem) && row.version !== null && isCounted(row));
  const found = new Set(
    own.map(({ name, version }) =>
      normal(ecosystem, `${name}@${ecosystem === 'npm' ? version : version.replace(/^v/, '')}`),
    ),
  );
  const wanted = new Set(expected.map((each) => normal(ecosystem, each)));
  return {
    ecosystem,
    expected: wanted.size,
    missing: [...wanted].filter((each) => !found.has(each)),
    extra: [...found].filter((each) => !wanted.has(each)),
  };
}

export const inventory = {
  id: 'inventory',
  title: 'inventory',
  run: ({ scanner }) =>
    withFolder(async (folder) => {
      const rows = [];
      for (const casesOf of CASES)
        for (const each of await casesOf(folder)) rows.push(await scoreCase(scanner, each));
      const ecosystems = [...new Set(rows.map(({ ecosystem }) => ecosystem))];
      const sum = (some, pick) => some.reduce((total, row) => total + pick(row), 0);
      return {
        figures: ecosystems.flatMap((ecosystem) => {
          const own = rows.filter((row) => row.ecosystem === ecosystem);
          const expected = sum(own, (row) => row.expected);
          const found = expected - sum(own, ({ missing }) => missing.length);
          const extra = sum(own, (row) => row.extra.length);
          return [
            share(`${ecosystem} recall`, found, expected),
            share(`${ecosystem} precision`, found, found + extra),
          ];
        }),
        verdicts: Object.fromEntries(
          rows.map(({ ecosystem, missing, extra }, index) => [
            `${ecosystem} ${index}`,
            `missing ${missing.slice(0, 8).join(' ')}; extra ${extra.slice(0, 8).join(' ')}`,
          ]),
        ),
      };
    }),
};

// Whether `fix` keeps its promise: published applications, each with a lockfile of the lowest versions that it allows, are fixed, installed by npm itself and scanned
// again. The advisories of the installation must be those that the plan read off npm's tree. Needs the network. `pnpm:`, `yarn:` and `bun:` in front of
// a project name the manager, which has to be on PATH; its project requires exactly the lowest versions. `+` joins the members of a workspace, whose
// manifests are fixed one after the other, the root last.
// Usage: node bench/fix/run.mjs [--only NAME] [--major]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minSatisfying } from 'semver';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');
const MAX_OUTPUT_BYTES = 2 ** 28;
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps=false'];

/** Commands that write a lockfile alone, and that install exactly what it says. */
const MANAGERS = {
  pnpm: {
    lock: ['install', '--lockfile-only', '--ignore-scripts'],
    install: ['install', '--frozen-lockfile', '--ignore-scripts'],
  },
  yarn: { lock: ['install', '--mode=update-lockfile'], install: ['install', '--immutable'] },
  bun: {
    lock: ['install', '--lockfile-only', '--ignore-scripts'],
    install: ['install', '--frozen-lockfile', '--ignore-scripts'],
  },
};

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
const more = process.argv.includes('--major') ? ['--major'] : [];

/** Standard output of a command; stowaway's exit codes 1 and 4 are answers. */
/** @type {(a: string, b: string) => number} */
const byText = (a, b) => (a < b ? -1 : Number(a > b));

function run(command, argv, cwd) {
  try {
    return execFileSync(command, argv, {
      cwd,
      encoding: 'utf8',
      maxBuffer: MAX_OUTPUT_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    if (command === process.execPath && (error.status === 1 || error.status === 4)) return error.stdout;
    throw new Error(`${command} ${argv.join(' ')}: ${String(error.stderr).slice(-400)}`, { cause: error });
  }
}

const write = (file, value) => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/** The lowest published version that a range allows; npm lists none that was taken back. */
function lowestOf(name, range, cwd) {
  const versions = [JSON.parse(run('npm', ['view', `${name}@*`, 'version', '--json'], cwd))].flat();
  return minSatisfying(versions, range) ?? range;
}

/** A published application in a folder, with the lowest versions of its requirements. @returns its manifest as it was published. */
function writeApplication(folder, spec) {
  mkdirSync(folder, { recursive: true });
  const fields = ['name', 'version', 'dependencies'];
  const { name, version, dependencies } = JSON.parse(run('npm', ['view', spec, '--json', ...fields], folder));
  const manifest = { name: `bench-${name.replaceAll(/[@/]/g, '')}`, version, dependencies };
  const lowest = Object.entries(dependencies).map(([one, range]) => [one, lowestOf(one, range, folder)]);
  write(join(folder, 'package.json'), { ...manifest, dependencies: Object.fromEntries(lowest) });
  const lines = Object.keys(dependencies).map((one) => `  require('${one}');`);
  writeFileSync(join(folder, 'index.js'), `exports.handler = async () => {\n${lines.join('\n')}\n};\n`);
  return manifest;
}

/** The applications of a project and an old installation of them. @returns the manifests that `fix` is to change, by path. */
function writeProject(folder, specs, manager) {
  const isWorkspace = specs.length > 1;
  const members = specs.map((spec) => (isWorkspace ? `packages/${spec.split('@')[0]}` : ''));
  const published = specs.map((spec, at) => writeApplication(join(folder, members[at]), spec));
  if (isWorkspace)
    write(join(folder, 'package.json'), { name: 'root', private: true, workspaces: ['packages/*'] });
  const manifests = [...members, ...(isWorkspace ? [''] : [])].map((member) => join(member, 'package.json'));
  if (manager !== 'npm') {
    if (manager === 'yarn')
      writeFileSync(join(folder, '.yarnrc.yml'), 'nodeLinker: node-modules\nenableScripts: false\n');
    if (manager === 'pnpm' && isWorkspace)
      writeFileSync(join(folder, 'pnpm-workspace.yaml'), 'packages:\n  - packages/*\n');
    for (const argv of [MANAGERS[manager].lock, MANAGERS[manager].install]) run(manager, argv, folder);
    return manifests;
  }
  run('npm', ['install', '--package-lock-only', ...QUIET], folder);
  const lockfile = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  published.forEach((manifest, at) => {
    lockfile.packages[members[at]].dependencies = manifest.dependencies;
    write(join(folder, members[at], 'package.json'), manifest);
  });
  write(join(folder, 'package-lock.json'), lockfile);
  run('npm', ['ci', ...QUIET], folder);
  return manifests;
}

/** `name version rule` of the advisories of an installation, sorted. */
function advisoriesOf(folder) {
  const report = JSON.parse(
    run(
      process.execPath,
      [
        MAIN,
        'scan',
        '.',
        '--format',
        'json',
        '--no-progress',
        '--no-cache',
        '--no-analysis',
        '--timeout',
        '600',
      ],
      folder,
    ),
  );
  const late = report.artifacts.flatMap(({ problems }) => problems).find(({ code }) => code === 'timed-out');
  if (late) throw new Error(`the scan is not whole: ${late.message}`);
  const rows = report.artifacts.flatMap(({ packages, findings }) => {
    const byId = new Map(packages.map((found) => [found.id, found]));
    return findings
      .filter(
        ({ kind, package: id }) =>
          // What rules find in code is not told from a lockfile.
          kind === 'advisory' && byId.get(id)?.presence === 'installed',
      )
      .map(({ rule, package: id }) => `${byId.get(id).name} ${byId.get(id).version} ${rule}`);
  });
  return [...new Set(rows)].sort(byText);
}

function fixOne(folder, manifest) {
  const argv = ['fix', '.', '--manifest', manifest, '--write', '--format', 'json', '--no-progress', ...more];
  return JSON.parse(run(process.execPath, [MAIN, ...argv], folder));
}

function install(folder, manager, isExact) {
  if (manager === 'npm') return run('npm', ['ci', ...QUIET], folder);
  // pnpm leaves what it no longer needs in its store below `node_modules`.
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  return run(
    manager,
    isExact ? MANAGERS[manager].install : ['install', '--no-frozen-lockfile', '--ignore-scripts'],
    folder,
  );
}

function outcomeOf({ tree, changes, reason }, before, after) {
  if (tree === null) {
    const promised = changes.reduce((sum, { clears }) => sum + clears, 0);
    return `not proven (${reason}): ${promised} promised, ${before.length - after.length} gone`;
  }
  const promised = new Set(tree.advisories.map(({ name, version, rule }) => `${name} ${version} ${rule}`));
  const missing = [...promised].filter((row) => !after.includes(row));
  const extra = after.filter((row) => !promised.has(row));
  return missing.length + extra.length === 0
    ? 'exact'
    : `promised only: ${missing.join('; ')} · installed only: ${extra.join('; ')}`;
}

/** A row for each manifest, one after the other: a workspace has several. */
function* score(project) {
  const [spec, manager = 'npm'] = project.split(':').reverse();
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-bench-fix-'));
  try {
    const manifests = writeProject(folder, spec.split('+'), manager);
    let before = advisoriesOf(folder);
    for (const manifest of manifests) {
      const plan = fixOne(folder, manifest);
      install(folder, manager, plan.proven);
      const after = advisoriesOf(folder);
      const { length: changes } = plan.changes;
      const outcome = outcomeOf(plan, before, after);
      yield { project, manifest, before: before.length, changes, after: after.length, outcome };
      before = after;
    }
  } catch (error) {
    yield { project, outcome: `failed: ${error.message}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const projects = JSON.parse(readFileSync(join(import.meta.dirname, 'projects.json'), 'utf8'));
const scores = [];
for (const project of projects.filter((spec) => only === null || spec.startsWith(only))) {
  for (const row of score(project)) {
    scores.push(row);
    console.log(JSON.stringify(row));
  }
}
const exact = scores.filter(({ outcome }) => outcome === 'exact').length;
console.log(`${exact} of ${scores.length} installations have exactly the advisories that the plan promised.`);
process.exitCode = exact === scores.length ? 0 : 1;

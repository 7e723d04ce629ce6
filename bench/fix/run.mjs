// Whether `fix` keeps its promise: published applications, each with a lockfile of the lowest versions that it allows, are fixed, installed by npm itself and scanned
// again. The advisories of the installation must be those that the plan read off npm's tree. Needs the network. `pnpm:`, `yarn:` and `bun:` in front of
// a project name the manager, which has to be on PATH; its project requires exactly the lowest versions.
// Usage: node bench/fix/run.mjs [--only NAME] [--major]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minVersion } from 'semver';

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

/** The application's requirements, as they were published, and a lockfile that holds the lowest versions of them: an old installation. */
function writeProject(folder, spec, manager) {
  const published = JSON.parse(
    run('npm', ['view', spec, '--json', 'name', 'version', 'dependencies'], folder),
  );
  const { version, dependencies } = published;
  const name = `bench-${published.name.replaceAll(/[@/]/g, '')}`;
  const write = (file, value) => writeFileSync(join(folder, file), `${JSON.stringify(value, null, 2)}\n`);
  const lowest = Object.entries(dependencies).map(([one, range]) => [
    one,
    minVersion(range)?.version ?? range,
  ]);
  write('package.json', { name, version, dependencies: Object.fromEntries(lowest) });
  const lines = Object.keys(dependencies).map((one) => `  require('${one}');`);
  writeFileSync(join(folder, 'index.js'), `exports.handler = async () => {\n${lines.join('\n')}\n};\n`);
  if (manager !== 'npm') {
    if (manager === 'yarn')
      writeFileSync(join(folder, '.yarnrc.yml'), 'nodeLinker: node-modules\nenableScripts: false\n');
    for (const argv of [MANAGERS[manager].lock, MANAGERS[manager].install]) run(manager, argv, folder);
    return;
  }
  run('npm', ['install', '--package-lock-only', ...QUIET], folder);
  const lockfile = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  lockfile.packages[''].dependencies = dependencies;
  write('package-lock.json', lockfile);
  write('package.json', { name, version, dependencies });
  run('npm', ['ci', ...QUIET], folder);
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
          (kind === 'advisory' || kind === 'malware') && byId.get(id)?.presence === 'installed',
      )
      .map(({ rule, package: id }) => `${byId.get(id).name} ${byId.get(id).version} ${rule}`);
  });
  return [...new Set(rows)].sort(byText);
}

function score(project) {
  const [spec, manager = 'npm'] = project.split(':').reverse();
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-bench-fix-'));
  try {
    writeProject(folder, spec, manager);
    const before = advisoriesOf(folder);
    const plan = JSON.parse(
      run(
        process.execPath,
        [MAIN, 'fix', '.', '--write', '--format', 'json', '--no-progress', ...more],
        folder,
      ),
    );
    if (!plan.proven) return { project, before: before.length, outcome: `not proven: ${plan.reason}` };
    if (manager === 'npm') run('npm', ['ci', ...QUIET], folder);
    else {
      // pnpm leaves what it no longer needs in its store below `node_modules`.
      rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
      run(manager, MANAGERS[manager].install, folder);
    }
    const after = advisoriesOf(folder);
    const promised = [
      ...new Set(plan.tree.advisories.map(({ name, version, rule }) => `${name} ${version} ${rule}`)),
    ].sort(byText);
    const missing = promised.filter((row) => !after.includes(row));
    const extra = after.filter((row) => !promised.includes(row));
    const outcome =
      missing.length + extra.length === 0
        ? 'exact'
        : `promised only: ${missing.join('; ')} · installed only: ${extra.join('; ')}`;
    return {
      project,
      before: before.length,
      changes: plan.changes.length,
      after: after.length,
      outcome,
    };
  } catch (error) {
    return { project, outcome: `failed: ${error.message}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const projects = JSON.parse(readFileSync(join(import.meta.dirname, 'projects.json'), 'utf8'));
const scores = [];
for (const project of projects.filter((spec) => only === null || spec.startsWith(only))) {
  scores.push(score(project));
  console.log(JSON.stringify(scores.at(-1)));
}
const exact = scores.filter(({ outcome }) => outcome === 'exact').length;
console.log(`${exact} of ${scores.length} installations have exactly the advisories that the plan promised.`);
process.exitCode = exact === scores.length ? 0 : 1;

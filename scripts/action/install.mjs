// The first step of action.yml: installs stowaway in a new folder below the runner's temporary folder.
// Nothing of the workspace is read. Every failure ends with exit code 2, as 1 means findings.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_SCRIPTS, installationOf, writeInstallation } from './installation.mjs';
import { copySources } from './source-files.mjs';

/** No scripts; all dependencies, whatever NODE_ENV or npm's configuration omit; no configuration from parent folders. */
const NPM_CI =
  'ci --prefix=. --ignore-scripts --include=prod --include=dev --include=optional --no-audit --no-fund --loglevel=error --no-update-notifier';

const ADVICE = new Map([
  [
    'EINTEGRITY',
    'A package of the registry is not the one that the lockfile of this commit pins. Nothing of it ran. Look at the registry before you try again.',
  ],
  ['EUSAGE', "Correct npm's configuration on this runner: it refuses the lockfile."],
]);
const OTHER_ADVICE =
  "Check the network and the registry that npm is configured with (npm_config_registry, or npm's user configuration).";

class InstallationError extends Error {}

/** Runs a program in a folder and passes its output on. @returns {Promise<{ code: number, output: string }>} */
function run([command, ...args], { cwd, shell = false }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output = (output + text).slice(-100_000);
        process.stdout.write(text);
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 2, output }));
  });
}

async function installPackages(folder) {
  // Windows starts npm by a shell only; every argument is a constant.
  const { code, output } = await run(['npm', ...NPM_CI.split(' ')], {
    cwd: folder,
    shell: process.platform === 'win32',
  });
  if (code === 0) return;
  const [, reason = ''] = /^npm (?:error|ERR!) code ([A-Z][A-Z0-9_]{1,40})\s*$/m.exec(output) ?? [];
  const advice = ADVICE.get(reason) ?? OTHER_ADVICE;
  throw new InstallationError(`npm could not install it${reason && ` (${reason})`}. ${advice}`);
}

async function buildCommit(commitFolder, folder) {
  copySources(commitFolder, folder);
  for (const script of BUILD_SCRIPTS) {
    const { code } = await run([process.execPath, join(folder, 'scripts', `${script}.mjs`)], { cwd: folder });
    if (code !== 0) throw new InstallationError(`scripts/${script}.mjs could not build it: see the log.`);
  }
}

function countPackages(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  return Object.keys(packages).length;
}

function secondsSince(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** Code that starts it. A program that cannot be loaded ends with 2: Node's own code for that is 1, which means findings. */
function startOf(main) {
  return `try {
  await import('${main}');
} catch (error) {
  console.log(error);
  console.log('::error title=stowaway::stowaway could not be started: see the log.');
  process.exitCode = 2;
}
`;
}

async function install(commitFolder, folder) {
  const start = performance.now();
  const installation = installationOf(commitFolder);
  const { builds, version } = installation;
  console.log(
    builds
      ? `stowaway ${version} is built from this commit: no published package belongs to these sources.`
      : `stowaway ${version} is installed as published: published.json of this commit has its SHA-512.`,
  );
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeInstallation(folder, installation);
  await installPackages(folder);
  console.log(
    `${countPackages(folder)} packages installed in ${secondsSince(start)}: SHA-512 as package-lock.json of this commit has them, install scripts off.`,
  );
  if (builds) await buildCommit(commitFolder, folder);
  const main = builds ? './dist/cli/main.js' : './node_modules/stowaway/dist/cli/main.js';
  writeFileSync(join(folder, 'start.mjs'), startOf(main));
  console.log(`Ready after ${secondsSince(start)}.`);
}

const token = randomUUID();
let failure = '';
// npm prints text from the registry: the runner must take no command from it.
console.log(`::stop-commands::${token}`);
try {
  await install(join(import.meta.dirname, '../..'), join(process.env.RUNNER_TEMP, 'stowaway'));
} catch (error) {
  failure = error instanceof InstallationError ? error.message : 'See the log.';
  if (!(error instanceof InstallationError)) console.log(error);
}
console.log(`::${token}::`);
if (failure !== '') {
  console.log(`::error title=stowaway::stowaway could not be installed: ${failure}`);
  process.exitCode = 2;
}

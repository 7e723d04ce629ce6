import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runAction, type JobCause, type JobResult, type RunnerMachine } from './action-runner.js';
import { PROJECT } from './project-files.js';
import { zipOfFiles } from './sample-functions.js';
import { temporaryFolder } from './temporary-folder.js';

export const PUSH: JobCause = { eventName: 'push', event: { ref: 'refs/heads/main' } };

const PULL_REQUEST: JobCause = {
  eventName: 'pull_request',
  event: { pull_request: { number: 7, base: { ref: 'main', sha: 'b0b' }, head: { ref: 'bump' } } },
};

type Files = Readonly<Record<string, string>>;

/** The action, installed by its own step. */
export interface InstalledAction {
  /** To be removed at the end. */
  readonly folder: string;
  /** The files of the commit, and nothing that was built or installed. */
  readonly actionFolder: string;
  /** The job that installed it, with an invalid input: `fail-on: everything`. */
  readonly firstJob: JobResult;
  /** Where it was installed. */
  readonly installed: string;
}

/** Writes the files that a runner fetches for `uses:` of a commit, as far as the action reads them. */
export function checkOutAction(folder: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const unread = /^(?:test|fixtures|bench|docs)\//;
  for (const path of listed.split('\0').filter((one) => one !== '' && !unread.test(one))) {
    const file = join(PROJECT, path);
    if (existsSync(file)) cpSync(file, join(folder, path));
  }
}

interface MachineParts {
  readonly apiUrl: string;
  readonly actionFolder: string;
  readonly isInstalled: boolean;
}

/** A machine with a checkout, below a folder. */
export function newMachine(folder: string, parts: MachineParts): RunnerMachine {
  const [workspace, temporary] = [join(folder, 'app'), join(folder, 'temp')];
  // A repository, above which no configuration is looked for.
  mkdirSync(join(workspace, '.git'), { recursive: true });
  mkdirSync(temporary);
  const { PATH = '', HOME = '' } = process.env;
  return {
    ...parts,
    workspace,
    temporaryFolder: temporary,
    token: 'token-of-the-job',
    env: {
      PATH,
      HOME,
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_DATA_HOME: join(folder, 'data'),
      npm_config_prefer_offline: 'true',
    },
  };
}

/** Installs the commit as users get it: takes seconds, so once for a file of tests. */
export async function installAction(): Promise<InstalledAction> {
  const folder = mkdtempSync(join(tmpdir(), 'stowaway-test-'));
  const actionFolder = join(folder, 'action');
  checkOutAction(actionFolder);
  mkdirSync(join(folder, 'first'));
  const machine = newMachine(join(folder, 'first'), {
    apiUrl: 'http://127.0.0.1:9',
    actionFolder,
    isInstalled: false,
  });
  // Files by which a pull request could have another package installed.
  writeFileSync(join(machine.workspace, '.npmrc'), 'registry=http://registry.example.invalid/\n');
  const firstJob = await runAction(machine, PUSH, { 'fail-on': 'everything' });
  return { folder, actionFolder, firstJob, installed: join(machine.temporaryFolder, 'stowaway') };
}

/** A repository with one function, and jobs that look at it. */
export interface ActionJobs {
  readonly machine: RunnerMachine;
  readonly workspace: string;
  put(path: string, content: string | Uint8Array): void;
  /** Builds the function, and writes the manifest that it is built from. */
  build(dependencies: Files, more?: Files): void;
  /** Runs a job without downloads, which comments on change; by default for a pull request. */
  run(inputs?: Files, cause?: JobCause): Promise<JobResult>;
}

function functionOf(dependencies: Files, more: Files): Buffer {
  const names = Object.keys(dependencies);
  const packages = names.map((name) => [
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, version: dependencies[name] }),
  ]);
  return zipOfFiles({
    'index.js': names.map((name) => `require('${name}');`).join('\n'),
    'package.json': JSON.stringify({ name: 'app', dependencies }),
    ...(Object.fromEntries(packages) as Files),
    ...more,
  });
}

/** For the running test. */
export function newActionJobs({ actionFolder, installed }: InstalledAction, apiUrl: string): ActionJobs {
  const machine = newMachine(temporaryFolder(), { apiUrl, actionFolder, isInstalled: true });
  symlinkSync(installed, join(machine.temporaryFolder, 'stowaway'));
  const { workspace } = machine;
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(workspace, path)), { recursive: true });
    writeFileSync(join(workspace, path), content);
  };
  return {
    machine,
    workspace,
    put,
    build(dependencies, more = {}) {
      put('package.json', `${JSON.stringify({ name: 'app', dependencies }, null, 2)}\n`);
      put('fn.zip', functionOf(dependencies, more));
    },
    run: (inputs = {}, cause = PULL_REQUEST) =>
      runAction(machine, cause, { path: 'fn.zip', offline: 'true', comment: 'on-change', ...inputs }),
  };
}

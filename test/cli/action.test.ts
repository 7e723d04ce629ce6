import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runAction, type JobResult, type RunnerMachine } from '../support/action-runner.js';
import { startGithubApi, type GithubApi } from '../support/github-api.js';
import { startMirror } from '../support/osv-mirror.js';
import { PROJECT } from '../support/project-files.js';
import { zipOfFiles } from '../support/sample-functions.js';
import { NEEDLE } from '../support/sample-signature.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { buildZip } from '../support/zip-builder.js';

const PUSH = { eventName: 'push', event: { ref: 'refs/heads/main' } };
const PULL_REQUEST = {
  eventName: 'pull_request',
  event: { pull_request: { number: 7, base: { ref: 'main' }, head: { ref: 'bump' } } },
};

/** Packed and installed by the action's own step, as users get it; once for all tests. */
let packed: string;
let firstJob: JobResult;
let api: GithubApi;
let machine: RunnerMachine;

function newMachine(folder: string, apiUrl: string): RunnerMachine {
  const [workspace, temporary] = [join(folder, 'app'), join(folder, 'temp')];
  // A repository, above which no configuration is looked for.
  mkdirSync(join(workspace, '.git'), { recursive: true });
  mkdirSync(temporary);
  const { PATH = '', HOME = '' } = process.env;
  return {
    workspace,
    temporaryFolder: temporary,
    apiUrl,
    token: 'token-of-the-job',
    env: {
      PATH,
      HOME,
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_DATA_HOME: join(folder, 'data'),
      STOWAWAY_PACKAGE: join(packed, 'stowaway-0.1.0.tgz'),
      npm_config_prefer_offline: 'true',
      npm_config_update_notifier: 'false',
    },
  };
}

beforeAll(async () => {
  packed = mkdtempSync(join(tmpdir(), 'stowaway-test-'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', packed], {
    cwd: PROJECT,
  });
  mkdirSync(join(packed, 'first'));
  const first = newMachine(join(packed, 'first'), 'http://127.0.0.1:9');
  // What a pull request could bring along to have another package installed.
  writeFileSync(join(first.workspace, '.npmrc'), 'registry=http://registry.example.invalid/\n');
  firstJob = await runAction(first, PUSH, { 'fail-on': 'everything' });
}, 120_000);

afterAll(() => rmSync(packed, { recursive: true, force: true }), 60_000);

beforeEach(async () => {
  api = await startGithubApi();
  machine = newMachine(temporaryFolder(), api.url);
  symlinkSync(join(packed, 'first/temp/stowaway'), join(machine.temporaryFolder, 'stowaway'));
});

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(machine.workspace, path)), { recursive: true });
  writeFileSync(join(machine.workspace, path), content);
}

/** Builds the function of the repository, and writes the manifests it is built from. */
function build(
  dependencies: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): void {
  const manifest = JSON.stringify({ name: 'app', dependencies }, null, 2);
  const packages = Object.entries(dependencies).map(([name, version]) => [
    `node_modules/${name}/package.json`,
    JSON.stringify({ name, version }),
  ]);
  put('package.json', `${manifest}\n`);
  put(
    'fn.zip',
    zipOfFiles({
      'index.js': Object.keys(dependencies)
        .map((name) => `require('${name}');`)
        .join('\n'),
      'package.json': manifest,
      ...(Object.fromEntries(packages) as Record<string, string>),
      ...more,
    }),
  );
}

function job(
  inputs: Readonly<Record<string, string>> = {},
  cause: typeof PUSH | typeof PULL_REQUEST = PULL_REQUEST,
): Promise<JobResult> {
  return runAction(machine, cause, { path: 'fn.zip', offline: 'true', comment: 'on-change', ...inputs });
}

/** Runs the job of the base branch, and keeps its report as an artifact. */
async function recordMain(): Promise<JobResult> {
  const result = await job({}, PUSH);
  const zip = buildZip([
    { name: 'stowaway.json', content: readFileSync(result.outputs['result-json'] ?? '') },
  ]);
  api.artifacts.unshift({
    id: api.artifacts.length + 1,
    name: 'stowaway-report',
    branch: 'main',
    zip,
  });
  return result;
}

describe('a pull request', () => {
  it('is told what it brings in, and what it clears, in one comment', async () => {
    build({ minimist: '1.2.0', lodash: '4.18.0' });
    const main = await recordMain();
    expect(main.outputs).toMatchObject({ compared: 'false', functions: '1', 'comment-url': '' });
    expect(Number(main.outputs['new-findings'])).toBeGreaterThan(0);

    build({ minimist: '1.2.0', lodash: '4.17.20' });
    api.changedFiles.push({ filename: 'package.json', status: 'modified' });
    const bumped = await job();
    expect([bumped.code, bumped.outputs]).toEqual([
      1,
      expect.objectContaining({
        compared: 'true',
        'worst-severity': 'high',
        complete: 'true',
        'functions-affected': '1',
      }),
    ]);
    const [verdict, note, ...others] = bumped.commands;
    expect(verdict).toMatchObject({
      name: 'error',
      message: expect.stringMatching(/^New: .*high.*Fails from high on\.$/) as string,
    });
    expect(note).toMatchObject({
      name: 'error',
      properties: {
        file: 'package.json',
        line: '5',
        title: expect.stringMatching(/^lodash 4\.17\.20: \d+ advisories, high$/) as string,
      },
    });
    expect(others).toEqual([]);
    expect(bumped.summary).toMatch(/### New\n[^]*`lodash 4\.17\.20`/);
    expect(bumped.summary).toMatch(/Everything that was found[^]*minimist 1\.2\.0/);
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toContain('`lodash 4.17.20`');
    expect(api.comments[0]?.body).not.toContain('minimist');
    expect(bumped.outputs['comment-url']).toBe(api.comments[0]?.html_url);

    build({ minimist: '1.2.8', lodash: '4.18.0' });
    const fixed = await job();
    expect([fixed.code, fixed.outputs['new-findings'], fixed.outputs['worst-severity']]).toEqual([
      0,
      '0',
      'none',
    ]);
    expect(fixed.commands).toEqual([]);
    expect(api.comments).toHaveLength(1);
    expect(api.comments[0]?.body).toMatch(/### Fixed\n[^]*minimist/);
  });

  it('fails for old findings too when it is asked to', async () => {
    build({ lodash: '4.17.20' });
    await recordMain();
    expect((await job()).code).toBe(0);
    expect((await job({ 'new-only': 'false' })).code).toBe(1);
  });

  it('of a fork, whose token may only read, is a note', async () => {
    api.isReadOnly = true;
    build({ lodash: '4.18.0' });
    await recordMain();
    build({ lodash: '4.17.20' });
    const { code, log, summary, outputs } = await job();
    expect([code, outputs['comment-url']]).toEqual([1, '']);
    expect(log).toContain(
      "No comment was written: GitHub's API answered 403 (Resource not accessible by integration)",
    );
    expect(summary).toContain('as in pull requests from forks');
  });

  it('that edits the rules it is judged by is told so', async () => {
    build({ lodash: '4.17.20' });
    put('stowaway.config.yaml', 'ignore:\n  - package: pkg:npm/lodash\n    reason: Please.\n');
    api.changedFiles.push({ filename: 'stowaway.config.yaml', status: 'added' });
    const { code, commands } = await job();
    expect([code, commands]).toEqual([
      0,
      [
        expect.objectContaining({
          name: 'warning',
          properties: expect.objectContaining({ file: 'stowaway.config.yaml' }) as object,
        }),
      ],
    ]);
  });
});

it('without a report of the base branch everything is new, which is said', async () => {
  build({ lodash: '4.17.20' });
  const { code, summary, outputs } = await job();
  expect([code, outputs['compared']]).toEqual([1, 'false']);
  expect(Number(outputs['new-findings'])).toBeGreaterThan(0);
  expect(summary).toContain('everything counts as new: there is no artifact stowaway-report of branch main.');
});

it('compares with a file, and says when it is not there yet', async () => {
  build({ lodash: '4.17.20' });
  const first = await job({ baseline: 'main.json' }, PUSH);
  expect([first.code, first.summary]).toEqual([
    1,
    expect.stringContaining('main.json: there is no such file'),
  ]);
  put('main.json', readFileSync(first.outputs['result-json'] ?? ''));
  expect((await job({ baseline: 'main.json' }, PUSH)).code).toBe(0);
  put('main.json', '{}');
  const wrong = await job({ baseline: 'main.json' }, PUSH);
  expect([wrong.code, wrong.commands[0]?.message]).toEqual([
    2,
    expect.stringContaining('main.json is no report'),
  ]);
});

describe('advisories', () => {
  it('are downloaded into the folder that is cached, and left alone while they are fresh', async () => {
    const mirror = await startMirror();
    mirror.publish({ 'GHSA-left-0000-0001': '1.0.0' });
    build({ left: '1.0.0' });
    const inputs = {
      offline: '',
      'db-url': mirror.server.url,
      'kev-url': 'none',
      'epss-url': 'none',
      db: 'db',
      'fail-on': 'medium',
      'db-max-age': '3650',
    };
    const first = await job(inputs, PUSH);
    expect([first.code, first.outputs['db']]).toEqual([1, join(machine.workspace, 'db')]);
    expect(first.outputs['data-as-of']).toMatch(/^20\d\d-/);
    const asked = mirror.server.requests.length;
    await job(inputs, PUSH);
    expect(mirror.server.requests).toHaveLength(asked);
  });

  it('that cannot be had are said to be old', async () => {
    build({ lodash: '4.17.20' });
    const { code, summary } = await job(
      { offline: 'false', 'db-url': `${api.url}/nothing/`, 'kev-url': 'none', 'epss-url': 'none' },
      PUSH,
    );
    expect(code).toBe(1);
    expect(summary).toContain('Advisories could not be updated: the old starter is used.');
    expect(summary).toMatch(/npm from starter.*days old/);
  });
});

it('nothing of a bundle is a command, markup or an output', async () => {
  const evil =
    '\n::set-output name=functions::99\n##[set-output name=functions;]99\n::error file=a::b%0A::stop';
  build({ lodash: '4.17.20' });
  put('rules/mine/needle.yaml', NEEDLE);
  const name = 'x::error title=a,b::c';
  put(
    'fn.zip',
    zipOfFiles({
      'index.js': `require('lodash');`,
      'package.json': JSON.stringify({ name: evil, dependencies: { lodash: '*', [name]: '*' } }),
      'node_modules/lodash/package.json': JSON.stringify({ name: 'lodash', version: `4.17.20${evil}` }),
      [`node_modules/::error::<img src=x>/package.json`]: JSON.stringify({
        name: `::error::<img src=x onerror=alert(1)>${evil}`,
        version: '1.0.0',
      }),
      [`node_modules/##[error]a\n::error::b/package.json`]: JSON.stringify({
        name: 'lodash',
        version: '4.17.20',
      }),
    }),
  );
  api.changedFiles.push({ filename: 'a%,:\n::error::b/package.json', status: 'added' });
  const { commands, outputs, summary } = await job();
  expect(
    commands.every(
      ({ name: command, properties }) =>
        ['error', 'warning', 'notice'].includes(command) && properties['title'] !== undefined,
    ),
  ).toBe(true);
  expect(commands.map(({ properties }) => properties['file']).filter(Boolean)).toEqual([]);
  expect(outputs['functions']).toBe('1');
  for (const text of [summary, api.comments[0]?.body ?? '']) {
    expect(text).not.toMatch(/^\s*(?:::|##\[)/m);
    expect(text.replaceAll(/`[^`]*`/g, '')).not.toContain('<img');
  }
});

describe('what is wrong with a job', () => {
  it('an input: it is named, and no .npmrc of the checkout is obeyed on the way', () => {
    expect([firstJob.code, firstJob.commands]).toEqual([
      2,
      [
        expect.objectContaining({
          name: 'error',
          message: 'The input fail-on is not right. Give one of critical, high, medium, low, none.',
        }),
      ],
    ]);
    expect(existsSync(join(packed, 'first/temp/stowaway/node_modules/commander'))).toBe(true);
    expect(existsSync(join(packed, 'first/temp/stowaway/node_modules/vitest'))).toBe(false);
  });

  it('nothing to scan', async () => {
    put('README.md', '# Nothing\n');
    const { code, commands } = await job({ path: 'README.md' }, PUSH);
    expect([code, commands[0]?.name]).toEqual([3, 'error']);
  });

  it('a target that is not there', async () => {
    const { code, commands } = await job({ path: 'no::where' }, PUSH);
    expect([code, commands[0]?.message]).toEqual([2, expect.stringContaining('no::where')]);
  });

  it('something unseen', async () => {
    build({}, { 'index.js': `/*${'x'.repeat(10)}*/`, 'lib.so.zip': 'PK\u0003\u0004 broken' });
    const { code, outputs, commands } = await job({}, PUSH);
    expect([code, outputs['complete']]).toEqual([4, 'false']);
    expect(commands[0]?.message).toContain('Not everything could be seen.');
    expect((await job({ 'allow-incomplete': 'true' }, PUSH)).code).toBe(0);
  });
});

it('writes the reports that are asked for', async () => {
  build({ lodash: '4.17.20' });
  const { outputs } = await job(
    { format: 'html\ncyclonedx', 'report-dir': 'out', 'working-directory': '.' },
    PUSH,
  );
  expect(
    ['stowaway.html', 'stowaway.json', 'stowaway.sarif', 'sbom/stowaway.cdx.json'].filter(
      (name) => !existsSync(join(machine.workspace, 'out', name)),
    ),
  ).toEqual([]);
  expect(outputs['sarif']).toBe(join(machine.workspace, 'out/stowaway.sarif'));
  expect(outputs['sbom-dir']).toBe(join(machine.workspace, 'out/sbom'));
});

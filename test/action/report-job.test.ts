import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, test } from 'vitest';
import { readInputs } from '../../src/action/read-inputs.js';
import { RestApi } from '../../src/action/rest-api.js';
import { readRunner } from '../../src/action/runner.js';
import { reportJob, type Job, type JobMessages } from '../../src/action/report-job.js';
import { asRecorded } from '../../src/diff/index.js';
import { startGithubApi, type GithubApi } from '../support/github-api.js';
import { cleanReport } from '../support/sample-report.js';
import { smallReport } from '../support/small-report.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let github: GithubApi;
let folder: string;
beforeEach(async () => {
  github = await startGithubApi();
  folder = temporaryFolder();
  mkdirSync(join(folder, 'app/api'), { recursive: true });
});

function jobOf(inputs: Readonly<Record<string, string>> = {}, fields: Partial<Job> = {}): Job {
  const runner = readRunner({
    GITHUB_REPOSITORY: 'team/app',
    GITHUB_WORKSPACE: join(folder, 'app'),
    RUNNER_TEMP: folder,
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    GITHUB_API_URL: github.url,
  });
  return {
    runner,
    inputs: readInputs(inputs),
    change: { pullRequest: 7, baseBranch: 'main', baseCommit: null },
    api: new RestApi({ apiUrl: runner.apiUrl, token: 't', pauseMillis: 1 }),
    comparison: { before: null, baseline: null, notes: [] },
    report: smallReport(),
    files: { reportDir: '/r', json: '/r/a.json', sarif: '/r/a.sarif', sbomDir: '', db: '/db' },
    edited: [],
    notes: [],
    ...fields,
  };
}

function tell(...job: Parameters<typeof jobOf>): Promise<JobMessages> {
  return reportJob(jobOf(...job));
}

function written(name: 'output' | 'summary'): string {
  return readFileSync(join(folder, name), 'utf8');
}

it('writes summary, outputs, annotations, and no comment unless one is wanted', async () => {
  github.changedFiles.push({ filename: 'serverless.yml', status: 'modified' });
  const { annotations, notes } = await tell();
  expect(annotations[0]).toMatchObject({ level: 'error', file: 'serverless.yml', line: 12 });
  expect(notes).toEqual([]);
  expect(written('summary')).toContain('### `screen-cv`');
  expect(written('output')).toMatch(/^worst-severity<<\S+\ncritical\n/m);
  expect(github.comments).toEqual([]);
});

test.each([
  ['with annotations', {}],
  ['without them', { INPUT_ANNOTATIONS: 'false' }],
])('warns that a change edits its rules, %s', async (...[, inputs]) => {
  const edited = [{ file: 'api/stowaway.config.yaml', sentence: 'The change edits its rules.' }];
  const { annotations } = await tell(inputs, { edited });
  expect(annotations[0]).toEqual({
    level: 'warning',
    title: 'stowaway: rules changed',
    message: 'The change edits its rules.',
    file: 'api/stowaway.config.yaml',
    line: 1,
  });
  expect(written('summary')).toContain('The change edits its rules.');
});

test.each(['GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'])('bears a %s that is nothing', async (name) => {
  for (const value of ['', undefined]) {
    const runner = readRunner({
      GITHUB_REPOSITORY: 'team/app',
      GITHUB_WORKSPACE: join(folder, 'app'),
      RUNNER_TEMP: folder,
      [name]: value,
    });
    expect((await tell({}, { runner, api: null })).notes).toEqual([]);
  }
});

test.each(['outputFile', 'summaryFile'] as const)('reports that its %s cannot be written', async (file) => {
  const runner = { ...jobOf().runner, [file]: join(folder, 'nowhere/file') };
  expect((await tell({}, { runner })).notes).toEqual([
    expect.stringMatching(/^Summary or outputs are missing: .*nowhere.file cannot be written: ENOENT\.$/),
  ]);
});

test('jobs that scan the same path have comments of their own by their keys', async () => {
  for (const key of ['', 'node20', 'node22', 'node20']) {
    await tell({ INPUT_COMMENT: 'always', INPUT_COMMENT_KEY: key });
  }
  expect(github.comments).toHaveLength(3);
});

it('requests no files when annotations are off, or for a merge queue', async () => {
  await tell({ INPUT_ANNOTATIONS: 'false' });
  await tell({}, { change: { pullRequest: null, baseBranch: 'main', baseCommit: null } });
  expect(github.requests).toEqual([]);
});

test.each<[what: string, on: string, statuses: number[], note: RegExp]>([
  [
    'the files',
    'files',
    [403],
    /^Changed files could not be listed, so none is annotated: .*403.*"pull-requests: read".*pull requests from forks\.$/,
  ],
  [
    'the files, which are broken',
    'files',
    [500, 500, 500],
    /^Changed files .*answered 500 \(It is broken\)\.$/,
  ],
  [
    'the comments',
    'comments',
    [404],
    /^No comment was written: GitHub's API answered 404 \(It is broken\): it is not there, or the job lacks the permission "pull-requests: write"\.$/,
  ],
])('is no failure when it may not have %s', async (...[, on, statuses, note]) => {
  github.failures.push({ on, statuses });
  const { notes } = await tell({ INPUT_COMMENT: 'always' });
  expect(notes).toEqual([expect.stringMatching(note)]);
  expect(written('summary')).toContain(notes[0]?.slice(0, 20));
  expect(written('output')).toContain('worst-severity');
});

it('reports that it has no token to comment with', async () => {
  const { notes } = await tell({ INPUT_COMMENT: 'always' }, { api: null });
  expect(notes).toEqual([
    "No comment was written: there is no pull request here, or no token for GitHub's API.",
  ]);
});

it('comments on change only, and adds the warnings of the run to the comment', async () => {
  const clean = cleanReport();
  const comparison = { before: asRecorded(clean), baseline: null, notes: [] };
  await tell({ INPUT_COMMENT: 'on-change' }, { report: clean, comparison, notes: ['Old data.'] });
  expect(github.comments).toEqual([]);
  await tell({ INPUT_COMMENT: 'always' }, { report: clean, comparison, notes: ['Old data.'] });
  expect(github.comments[0]?.body).toContain('no difference');
  expect(github.comments[0]?.body).toContain('Old data.');
});

it('does not hide a bug', async () => {
  const broken = { ...smallReport(), artifacts: null } as unknown as Job['report'];
  await expect(tell({}, { report: broken })).rejects.toThrow(TypeError);
});

import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, test } from 'vitest';
import { ApiFailure } from '../../src/action/api-failure.js';
import { BaseFiles, baseFilesOf } from '../../src/action/base-files.js';
import { RestApi } from '../../src/action/rest-api.js';
import { startGithubApi } from '../support/github-api.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let workspace: string;
let outside: string;
beforeEach(() => {
  const folder = temporaryFolder();
  workspace = join(folder, 'app');
  outside = join(folder, 'rules.yaml');
  mkdirSync(workspace);
  writeFileSync(outside, 'outside');
});

function filesOf(
  base: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>>,
): BaseFiles {
  for (const [path, text] of Object.entries(change)) writeFileSync(join(workspace, path), text);
  return new BaseFiles('main', workspace, (path) => Promise.resolve(base[path] ?? null));
}

function read(files: BaseFiles, path: string): Promise<string> {
  return files.read({ path: join(workspace, path), what: 'configuration', hint: 'Name another.' });
}

interface Edit {
  readonly base: string | null;
  readonly change: string | null;
  readonly exists: boolean;
  /** Null: it cannot be read. */
  readonly text: string | null;
  readonly edits: number;
}

test.each<Edit>([
  { base: null, change: null, exists: false, text: null, edits: 0 },
  { base: null, change: 'new', exists: false, text: 'new', edits: 2 },
  { base: 'old', change: null, exists: true, text: 'old', edits: 1 },
  { base: 'old', change: 'old', exists: true, text: 'old', edits: 0 },
  { base: '\ufeffold', change: 'old', exists: true, text: 'old', edits: 0 },
  { base: 'old', change: 'new', exists: true, text: 'old', edits: 1 },
  { base: '', change: 'new', exists: true, text: '', edits: 1 },
])('%j', async ({ base, change, exists, text, edits }) => {
  const files = filesOf(base === null ? {} : { a: base }, change === null ? {} : { a: change });
  expect(await files.exists(join(workspace, 'a'))).toBe(exists);
  expect(await read(files, 'a').catch(() => null)).toBe(text);
  expect(files.edited).toHaveLength(edits);
});

it('reads files outside of the repository as they are', async () => {
  const files = filesOf({ '../rules.yaml': 'base', 'rules.yaml': 'base' }, {});
  expect([await files.exists(outside), await read(files, '../rules.yaml')]).toEqual([true, 'outside']);
  expect(files.edited).toEqual([]);
});

it('reads a rule that became a link as the branch has it', async () => {
  symlinkSync(outside, join(workspace, 'a'));
  const files = filesOf({ a: 'old' }, {});
  expect([await read(files, 'a'), files.edited.map(({ file }) => file)]).toEqual(['old', ['a']]);
});

it('knows the workspace by a link to it', async () => {
  symlinkSync(workspace, `${workspace}-link`);
  writeFileSync(join(workspace, 'a'), 'new');
  const files = new BaseFiles('main', `${workspace}-link`, () => Promise.resolve('old'));
  expect(await read(files, 'a')).toBe('old');
});

it('reports once that the branch cannot be read, and sends no further requests', async () => {
  let asked = 0;
  writeFileSync(join(workspace, 'a'), 'new');
  const files = new BaseFiles('main', workspace, () => {
    asked += 1;
    return Promise.reject(new ApiFailure('It is broken', 500));
  });
  expect([await files.exists(join(workspace, 'a')), await read(files, 'a'), asked]).toEqual([true, 'new', 1]);
  expect(files.edited).toEqual([
    {
      file: null,
      sentence:
        'The rules of main could not be read (It is broken), so the job used the rules of this change.',
    },
  ]);
});

it('has no base where there is neither a folder nor a change', () => {
  const places = { repository: 'team/app', workspace, change: null, api: null, folder: null };
  expect(baseFilesOf(places)).toBeNull();
  expect(baseFilesOf({ ...places, folder: workspace })).not.toBeNull();
});

it('reports that it read the rules of a change for want of a token', async () => {
  const change = { pullRequest: 7, baseBranch: 'main', baseCommit: null };
  const files = baseFilesOf({ repository: 'team/app', workspace, change, api: null, folder: null });
  writeFileSync(join(workspace, 'a'), 'new');
  expect(await files?.exists(join(workspace, 'a'))).toBe(true);
  expect(files?.edited.map(({ sentence }) => sentence)).toEqual([
    "The rules of main could not be read (there is no token for GitHub's API), so the job used the rules of this change.",
  ]);
});

test.each([
  [
    'takes a file to be missing where the commit is shown',
    false,
    /^main has no a, so the a of this change does not count yet\.$/,
  ],
  [
    'does not take what a token may not see to be missing',
    true,
    /^The rules of main could not be read .*"contents: read"\), so the job used the rules of this change/,
  ],
])('by the API it %s', async (...[, isHidden, sentence]) => {
  const github = await startGithubApi();
  Object.assign(github, { isHidden });
  const api = new RestApi({ apiUrl: new URL(`${github.url}/`), token: 'secret' });
  const change = { pullRequest: 7, baseBranch: 'main', baseCommit: 'b0b' };
  const files = baseFilesOf({ repository: 'team/app', workspace, change, api, folder: null });
  writeFileSync(join(workspace, 'a'), 'new');
  const there = [await files?.exists(join(workspace, 'a')), await files?.exists(join(workspace, 'b'))];
  expect(there).toEqual([isHidden, false]);
  expect(files?.edited.map((one) => one.sentence)).toEqual([expect.stringMatching(sentence)]);
  expect(github.requests.filter((one) => one.includes('/commits/'))).toEqual([
    'GET /repos/team/app/commits/b0b +token',
  ]);
});

import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  installAction,
  newActionJobs,
  PUSH,
  type ActionJobs,
  type InstalledAction,
} from '../support/action-job.js';
import type { JobResult } from '../support/action-runner.js';
import { startGithubApi, type GithubApi } from '../support/github-api.js';
import { buildZip } from '../support/zip-builder.js';

// Each job starts Node twice.
vi.setConfig({ testTimeout: 120_000 });

let action: InstalledAction;
let api: GithubApi;
let jobs: ActionJobs;

beforeAll(async () => {
  action = await installAction();
}, 300_000);

afterAll(() => rmSync(action.folder, { recursive: true, force: true }), 60_000);

beforeEach(async () => {
  api = await startGithubApi();
  jobs = newActionJobs(action, api.url);
});

/** Runs the job of the base branch, and keeps its report as an artifact. */
async function recordMain(): Promise<JobResult> {
  const result = await jobs.run({}, PUSH);
  const content = readFileSync(result.outputs['result-json'] ?? '');
  const zip = buildZip([{ name: 'stowaway.json', content }]);
  api.artifacts.unshift({ id: api.artifacts.length + 1, name: 'stowaway-report', branch: 'main', zip });
  return result;
}

describe('a pull request', () => {
  it('is told what it brings in, and what it clears, in one comment', async () => {
    jobs.build({ minimist: '1.2.0', lodash: '4.18.0' });
    const main = await recordMain();
    expect(main.outputs).toMatchObject({ compared: 'false', functions: '1', 'comment-url': '' });
    expect(Number(main.outputs['new-findings'])).toBeGreaterThan(0);

    jobs.build({ minimist: '1.2.0', lodash: '4.17.20' });
    api.changedFiles.push({ filename: 'package.json', status: 'modified' });
    const bumped = await jobs.run();
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

    jobs.build({ minimist: '1.2.8', lodash: '4.18.0' });
    const fixed = await jobs.run();
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
    jobs.build({ lodash: '4.17.20' });
    await recordMain();
    expect((await jobs.run()).code).toBe(0);
    api.changedFiles.push({ filename: 'package.json', status: 'modified' });
    const { code, commands, summary, outputs } = await jobs.run({ 'new-only': 'false' });
    expect([code, outputs['new-findings']]).toEqual([1, '0']);
    expect(commands[0]?.message).toMatch(
      /^Found: \d+ high.*\. New or not, as new-only is false\. Fails from high on\.$/,
    );
    expect(commands[1]?.properties).toMatchObject({
      file: 'package.json',
      title: expect.stringContaining('lodash') as string,
    });
    for (const text of [summary, api.comments[0]?.body ?? '']) {
      expect(text).toContain('### Everything that was found, new or not: it counts, as new-only is false');
      expect(text).toContain('lodash 4.17.20');
    }
  });

  it('of a fork, whose token may only read, is a note', async () => {
    api.isReadOnly = true;
    jobs.build({ lodash: '4.18.0' });
    await recordMain();
    jobs.build({ lodash: '4.17.20' });
    const { code, log, summary, outputs } = await jobs.run();
    expect([code, outputs['comment-url']]).toEqual([1, '']);
    expect(log).toContain(
      "No comment was written: GitHub's API answered 403 (Resource not accessible by integration)",
    );
    expect(summary).toContain('as in pull requests from forks');
  });
});

it('without a report of the base branch everything is new, which is said', async () => {
  jobs.build({ lodash: '4.17.20' });
  const { code, summary, outputs } = await jobs.run();
  expect([code, outputs['compared']]).toEqual([1, 'false']);
  expect(Number(outputs['new-findings'])).toBeGreaterThan(0);
  expect(summary).toContain('everything counts as new: there is no artifact stowaway-report of branch main.');
});

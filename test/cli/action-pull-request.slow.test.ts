import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PUSH } from '../support/action-job.js';
import { useAction } from '../support/action-tests.js';
import type { JobResult } from '../support/action-runner.js';
import { buildZip } from '../support/zip-builder.js';

const given = useAction();

/** Runs the job of the base branch, and keeps its report as an artifact. */
async function recordMain(): Promise<JobResult> {
  const result = await given.jobs.run({}, PUSH);
  const content = readFileSync(result.outputs['result-json'] ?? '');
  const zip = buildZip([{ name: 'stowaway.json', content }]);
  given.api.artifacts.unshift({
    id: given.api.artifacts.length + 1,
    name: 'stowaway-report',
    branch: 'main',
    zip,
  });
  return result;
}

describe('a pull request', () => {
  it('gets one comment with the findings that it adds and clears', async () => {
    given.jobs.build({ minimist: '1.2.0', lodash: '4.18.0' });
    const main = await recordMain();
    expect(main.outputs).toMatchObject({ compared: 'false', functions: '1', 'comment-url': '' });
    expect(Number(main.outputs['new-findings'])).toBeGreaterThan(0);

    given.jobs.build({ minimist: '1.2.0', lodash: '4.17.20' });
    given.api.changedFiles.push({ filename: 'package.json', status: 'modified' });
    const bumped = await given.jobs.run();
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
      message: expect.stringMatching(/^New: .*high.*Severity high or higher fails the job\.$/) as string,
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
    expect(bumped.summary).toMatch(/All findings[^]*minimist 1\.2\.0/);
    expect(given.api.comments).toHaveLength(1);
    expect(given.api.comments[0]?.body).toContain('`lodash 4.17.20`');
    expect(given.api.comments[0]?.body).not.toContain('minimist');
    expect(bumped.outputs['comment-url']).toBe(given.api.comments[0]?.html_url);

    given.jobs.build({ minimist: '1.2.8', lodash: '4.18.0' });
    const fixed = await given.jobs.run();
    expect([fixed.code, fixed.outputs['new-findings'], fixed.outputs['worst-severity']]).toEqual([
      0,
      '0',
      'none',
    ]);
    expect(fixed.commands).toEqual([]);
    expect(given.api.comments).toHaveLength(1);
    expect(given.api.comments[0]?.body).toMatch(/### Fixed\n[^]*minimist/);
  });

  it('fails for old findings too when that is configured', async () => {
    given.jobs.build({ lodash: '4.17.20' });
    await recordMain();
    expect((await given.jobs.run()).code).toBe(0);
    given.api.changedFiles.push({ filename: 'package.json', status: 'modified' });
    const { code, commands, summary, outputs } = await given.jobs.run({ 'new-only': 'false' });
    expect([code, outputs['new-findings']]).toEqual([1, '0']);
    expect(commands[0]?.message).toMatch(
      /^Found: \d+ high.*\. New and known findings count, because new-only is false\. Severity high or higher fails the job\.$/,
    );
    expect(commands[1]?.properties).toMatchObject({
      file: 'package.json',
      title: expect.stringContaining('lodash') as string,
    });
    for (const text of [summary, given.api.comments[0]?.body ?? '']) {
      expect(text).toContain('### All findings, new or not: all of them count, because new-only is false');
      expect(text).toContain('lodash 4.17.20');
    }
  });

  it('of a fork, whose token may only read, is a note', async () => {
    given.api.isReadOnly = true;
    given.jobs.build({ lodash: '4.18.0' });
    await recordMain();
    given.jobs.build({ lodash: '4.17.20' });
    const { code, log, summary, outputs } = await given.jobs.run();
    expect([code, outputs['comment-url']]).toEqual([1, '']);
    expect(log).toContain(
      "No comment was written: GitHub's API answered 403 (Resource not accessible by integration)",
    );
    expect(summary).toContain('as in pull requests from forks');
  });
});

it('without a report of the base branch everything is new, which is reported', async () => {
  given.jobs.build({ lodash: '4.17.20' });
  const { code, summary, outputs } = await given.jobs.run();
  expect([code, outputs['compared']]).toEqual([1, 'false']);
  expect(Number(outputs['new-findings'])).toBeGreaterThan(0);
  expect(summary).toContain(
    'every finding counts as new: there is no artifact stowaway-report of branch main.',
  );
});

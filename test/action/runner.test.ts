import { expect, it, test } from 'vitest';
import { readRunner } from '../../src/action/runner.js';

const JOB = {
  GITHUB_REPOSITORY: 'team/app',
  GITHUB_WORKSPACE: '/work',
  RUNNER_TEMP: '/temp',
  GITHUB_API_URL: 'https://github.example.invalid/api/v3',
};

it('knows the job from its variables', () => {
  const runner = readRunner({
    ...JOB,
    GITHUB_SERVER_URL: 'https://github.example.invalid',
    GITHUB_RUN_ID: '42',
  });
  expect(runner).toMatchObject({
    repository: 'team/app',
    workspace: '/work',
    temporaryFolder: '/temp',
    eventFile: null,
    summaryFile: null,
    runUrl: 'https://github.example.invalid/team/app/actions/runs/42',
  });
  expect(runner.apiUrl.href).toBe('https://github.example.invalid/api/v3/');
});

test.each(['GITHUB_REPOSITORY', 'GITHUB_WORKSPACE', 'RUNNER_TEMP'])('without %s it is no job', (name) => {
  expect(() => readRunner({ ...JOB, [name]: undefined })).toThrow('This is no job of GitHub Actions.');
});

test.each(['../../x', 'team/app/more', 'team', 'team/a b'])('%s is no repository', (GITHUB_REPOSITORY) => {
  expect(() => readRunner({ ...JOB, GITHUB_REPOSITORY })).toThrow('This is no job of GitHub Actions.');
});

test.each(['http://github.example.invalid/api', 'file:///etc', 'nothing'])('no token goes to %s', (url) => {
  expect(() => readRunner({ ...JOB, GITHUB_API_URL: url })).toThrow('GITHUB_API_URL is no https: address.');
});

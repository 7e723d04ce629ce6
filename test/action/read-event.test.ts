import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { readChange, type Change } from '../../src/action/read-event.js';
import { readRunner, type Runner } from '../../src/action/runner.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PULL_REQUEST = { pull_request: { number: 7, base: { ref: 'main', repo: {} }, head: {} } };

function runnerOf(eventName: string, event: string): Runner {
  const eventFile = join(temporaryFolder(), 'event.json');
  writeFileSync(eventFile, event);
  const variables = { GITHUB_REPOSITORY: 'team/app', GITHUB_WORKSPACE: '/work', RUNNER_TEMP: '/temp' };
  return { ...readRunner(variables), eventName, eventFile };
}

test.each<[eventName: string, event: object, change: Change | null]>([
  ['pull_request', PULL_REQUEST, { pullRequest: 7, baseBranch: 'main', baseCommit: null }],
  ['pull_request_target', PULL_REQUEST, { pullRequest: 7, baseBranch: 'main', baseCommit: null }],
  [
    'merge_group',
    { merge_group: { base_ref: 'refs/heads/a/b' } },
    { pullRequest: null, baseBranch: 'a/b', baseCommit: null },
  ],
  ['push', { ref: 'refs/heads/main' }, null],
  ['issue_comment', PULL_REQUEST, null],
  ['pull_request', { pull_request: { number: '7/../8', base: { ref: 'main' } } }, null],
  ['schedule', {}, null],
])('%s', (eventName, event, change) => {
  expect(readChange(runnerOf(eventName, JSON.stringify(event)))).toEqual(change);
});

it('is no event without a file', () => {
  expect(readChange({ ...runnerOf('push', '{}'), eventFile: null })).toBeNull();
});

it('has to be JSON', () => {
  expect(() => readChange(runnerOf('push', '{'))).toThrow('GITHUB_EVENT_PATH is not JSON');
});

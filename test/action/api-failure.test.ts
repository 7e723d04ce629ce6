import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import {
  ApiFailure,
  isPassing,
  outOfTime,
  permissionWords,
  rateLimitWait,
} from '../../src/action/api-failure.js';

const NOW = 1_700_000_000_000;

test.each<[status: number, headers: Record<string, string>, millis: number | null]>([
  [403, { 'retry-after': '60' }, 60_000],
  [429, { 'retry-after': '0' }, 0],
  [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1700000010' }, 11_000],
  [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1600000000' }, 1000],
  [403, { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '1700000010' }, null],
  [403, { 'retry-after': 'soon' }, null],
  [403, { 'retry-after': '-1' }, null],
  [403, {}, null],
  [503, { 'retry-after': '60' }, null],
])('%i with %j means a wait of %j ms', (statusCode, headers, millis) => {
  expect(rateLimitWait({ statusCode, headers } as unknown as IncomingMessage, NOW)).toBe(millis);
});

test.each([
  [null, true],
  [500, true],
  [429, true],
  [403, false],
  [404, false],
])('%j may pass: %s', (status, passes) => {
  expect(isPassing(new ApiFailure('x', status))).toBe(passes);
});

test('a retry without time left fails with the reason', () => {
  expect(outOfTime(new ApiFailure('It failed', null)).message).toBe(
    'It failed; this job has used up its time for requests',
  );
});

test.each([
  ['/repos/team/app/contents/stowaway.config.yaml', 'contents: read'],
  ['/api/v3/repos/team/app/commits/b0b', 'contents: read'],
  ['/repos/team/app/actions/artifacts', 'actions: read'],
  ['/repos/team/app/pulls/7/files', 'pull-requests: read'],
  ['/repos/team/app/issues/7/comments', 'pull-requests: write'],
])('refusing or hiding %s names the permission %s', (path, permission) => {
  for (const status of [403, 404]) expect(permissionWords(status, path)).toContain(`"${permission}"`);
  for (const status of [401, 422, 500]) expect(permissionWords(status, path)).toBe('');
});

test('a path without a known permission names none', () => {
  expect(permissionWords(404, '/blob/1')).toBe('');
});

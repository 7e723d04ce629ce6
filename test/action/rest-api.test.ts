import { beforeEach, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { ApiFailure } from '../../src/action/api-failure.js';
import { RestApi } from '../../src/action/rest-api.js';
import { readNetworkSettings, secureAgent } from '../../src/network/index.js';
import { startGithubApi, type GithubApi } from '../support/github-api.js';
import { NO_OPENSSL, startProxied } from '../support/proxied-server.js';

const FILES = 'repos/team/app/pulls/7/files';
const List = z.array(z.object({ filename: z.string() }));
const Anything = z.looseObject({});

let github: GithubApi;
let api: RestApi;
beforeEach(async () => {
  github = await startGithubApi();
  api = new RestApi({
    apiUrl: new URL(`${github.url}/`),
    token: 'secret',
    timeoutMillis: 300,
    pauseMillis: 1,
  });
});

async function failureOf(asking: Promise<unknown>): Promise<ApiFailure> {
  const failure = await asking.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(ApiFailure);
  return failure as ApiFailure;
}

it('follows pages to the last', async () => {
  for (let at = 0; at < 201; at += 1) github.changedFiles.push({ filename: `${at}`, status: 'added' });
  const pages: number[] = [];
  for await (const page of api.pages(FILES, List)) pages.push(page.length);
  expect(pages).toEqual([100, 100, 1]);
});

test.each([
  ['500', [500, 503]],
  ['too many requests', [429]],
  ['silence', [0]],
])('retries after %s', async (...[, statuses]) => {
  github.failures.push({ on: 'files', statuses: [...statuses] });
  expect(await api.get(FILES, List)).toEqual([]);
  expect(github.requests).toHaveLength(statuses.length + 1);
});

it('gives up after three attempts, and shows the error of the API', async () => {
  github.failures.push({ on: 'files', statuses: [500, 500, 500] });
  const { message, status } = await failureOf(api.get(FILES, List));
  expect([message, status]).toEqual(["GitHub's API answered 500 (It is broken)", 500]);
});

test.each([401, 403, 404, 422])('does not ask again after %i', async (status) => {
  github.failures.push({ on: 'files', statuses: [status] });
  expect((await failureOf(api.get(FILES, List))).status).toBe(status);
  expect(github.requests).toHaveLength(1);
});

describe('a rate limit', () => {
  const soon = (): string => String(Math.floor(Date.now() / 1000));

  test.each<[what: string, status: number, headers: () => Record<string, string>]>([
    ['retry-after', 403, () => ({ 'retry-after': '0' })],
    ['retry-after of 429', 429, () => ({ 'retry-after': '0' })],
    ['x-ratelimit-reset', 403, () => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon() })],
  ])('that gives %s is waited for and named, as often as there is time', async (...[, status, headers]) => {
    github.failures.push({ on: 'files', statuses: [status, status], headers: headers() });
    const waits: string[] = [];
    const patient = new RestApi({
      apiUrl: new URL(`${github.url}/`),
      token: 't',
      pauseMillis: 1,
      onWait: (sentence) => waits.push(sentence),
    });
    expect(await patient.get(FILES, List)).toEqual([]);
    expect(waits).toEqual([
      expect.stringMatching(
        /^GitHub's API limits the rate of requests: 4\d\d \(It is broken\); waiting \d s\.$/,
      ),
      expect.any(String),
    ]);
  });

  it('is waited for before a comment is written, too', async () => {
    github.failures.push({ on: 'comments', statuses: [403], headers: { 'retry-after': '0' } });
    await api.send(['POST', 'repos/team/app/issues/7/comments'], { body: 'x' }, Anything);
    expect(github.comments).toHaveLength(1);
  });

  it('that requires no wait again and again is waited for longer each time', async () => {
    const statuses = Array.from({ length: 50 }, () => 403);
    github.failures.push({ on: 'files', statuses, headers: { 'retry-after': '0' } });
    const waiting = { apiUrl: new URL(`${github.url}/`), token: 't', budgetMillis: 2000, pauseMillis: 10 };
    const { message } = await failureOf(new RestApi(waiting).get(FILES, List));
    // 10, 40, 160 and 640 milliseconds; the next pause is longer than the time that is left.
    expect(github.requests.length).toBeLessThanOrEqual(5);
    expect(message).toContain('longer than this job has left');
  });

  it('that lasts longer than the job has time fails at once, with that reason', async () => {
    github.failures.push({ on: 'files', statuses: [403], headers: { 'retry-after': '3600' } });
    const { message, waitMillis } = await failureOf(api.get(FILES, List));
    expect([message, waitMillis]).toEqual([
      "GitHub's API limits the rate of requests: 403 (It is broken); it requires a wait of 3600 s, which is longer than this job has left",
      3_600_000,
    ]);
  });

  test.each<[what: string, headers: Record<string, string>]>([
    ['no word of one', {}],
    ['requests left', { 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': '0' }],
    ['a wait that is no number', { 'retry-after': 'soon' }],
    ['a reset that is no number', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'x' }],
  ])('is none with %s', async (...[, headers]) => {
    github.failures.push({ on: 'files', statuses: [403], headers });
    expect((await failureOf(api.get(FILES, List))).waitMillis).toBeNull();
  });
});

it('has one budget of time for all requests and pauses', async () => {
  github.failures.push({ on: 'files', statuses: Array.from({ length: 30 }, () => 0) });
  const brief = new RestApi({
    apiUrl: new URL(`${github.url}/`),
    token: 't',
    timeoutMillis: 200,
    budgetMillis: 500,
    pauseMillis: 1,
  });
  for (let at = 0; at < 10; at += 1) await failureOf(brief.get(FILES, List));
  // Three attempts use the time up; each later request is tried once and ended at once. Without a budget there are 30 attempts.
  expect(github.requests.length).toBeLessThanOrEqual(12);
  expect((await failureOf(brief.get(FILES, List))).message).toBe(
    "GitHub's API did not answer in time; this job has used up its time for requests",
  );
});

it('does not wait for ever', async () => {
  github.failures.push({ on: 'files', statuses: [0, 0, 0] });
  expect((await failureOf(api.get(FILES, List))).message).toBe("GitHub's API did not answer in time");
});

it('writes a comment once, even when the response is lost', async () => {
  github.failures.push({ on: 'comments', statuses: [0] });
  await failureOf(api.send(['POST', 'repos/team/app/issues/7/comments'], { body: 'x' }, Anything));
  expect(github.requests).toHaveLength(1);
});

it('refuses an answer of another form', async () => {
  const { message } = await failureOf(api.get(FILES, z.object({ a: z.string() })));
  expect(message).toBe("GitHub's API sent an answer of an unexpected form");
});

it('is reported when no server answers', async () => {
  const nowhere = new RestApi({ apiUrl: new URL('http://127.0.0.1:9/'), token: 't', pauseMillis: 1 });
  expect((await failureOf(nowhere.get(FILES, List))).message).toMatch(/^GitHub's API could not be reached: /);
});

it('keeps the path of an API that is not at the root', async () => {
  const below = new RestApi({ apiUrl: new URL(`${github.url}/api/v3/`), token: 't' });
  await failureOf(below.get(FILES, List));
  expect(github.requests).toEqual([`GET /api/v3/${FILES} +token`]);
});

it('ends a download that is larger than it may be', async () => {
  github.artifacts.push({ id: 1, name: 'a', branch: 'main', zip: new Uint8Array(100_000) });
  const path = 'repos/team/app/actions/artifacts/1/zip';
  expect((await api.download(path, 100_000)).byteLength).toBe(100_000);
  expect((await failureOf(api.download(path, 99_999))).message).toBe('it is larger than 99999 bytes');
});

test('through the proxy that is configured, encrypted from end to end', async ({ skip }) => {
  skip(NO_OPENSSL !== null, NO_OPENSSL ?? '');
  const tokens: (string | undefined)[] = [];
  const { env, port, tunnels } = await startProxied(['api.example.invalid'], ({ headers }, response) => {
    tokens.push(headers.authorization);
    response.end('{"name":"app"}');
  });
  const agent = await secureAgent(readNetworkSettings({ env: env, home: '/no-home', cwd: null }));
  const apiUrl = new URL(`https://api.example.invalid:${port}/`);
  const { name } = await new RestApi({ apiUrl, token: 'secret', agent }).get('repos/team/app', Anything);
  expect([name, tokens, tunnels.length]).toEqual(['app', ['Bearer secret'], 1]);
});

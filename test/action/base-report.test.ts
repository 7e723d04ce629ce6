import { beforeEach, expect, it, test } from 'vitest';
import { fetchBaseReport, type BaseReport } from '../../src/action/base-report.js';
import { RestApi } from '../../src/action/rest-api.js';
import { startGithubApi, type GithubApi, type StoredArtifact } from '../support/github-api.js';
import { smallReport } from '../support/small-report.js';
import { buildZip } from '../support/zip-builder.js';

const REPORT = JSON.stringify(smallReport());
const NAME = 'stowaway-report';

let github: GithubApi;
beforeEach(async () => {
  github = await startGithubApi();
});

function zipOf(files: Readonly<Record<string, string>>): Buffer {
  return buildZip(Object.entries(files).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

function store(fields: Partial<StoredArtifact> = {}): void {
  const id = github.artifacts.length + 1;
  github.artifacts.push({
    id,
    name: NAME,
    branch: 'main',
    zip: zipOf({ 'stowaway.json': REPORT }),
    ...fields,
  });
}

function fetchReport(): Promise<BaseReport> {
  const api = new RestApi({ apiUrl: new URL(`${github.url}/`), token: 't', pauseMillis: 1 });
  return fetchBaseReport(api, { repository: 'team/app', branch: 'main', name: NAME });
}

it("is the branch's newest", async () => {
  store({ branch: 'other' });
  store();
  store({ zip: Buffer.from('older, and broken') });
  const found = await fetchReport();
  expect(found.report?.functions.map(({ name }) => name)).toContain('screen-cv');
  expect(found).toMatchObject({ source: 'main at c0ffeec0ffee' });
});

it('is found among hundreds', async () => {
  for (let at = 0; at < 250; at += 1) store({ branch: 'other' });
  store();
  expect((await fetchReport()).report).not.toBeNull();
  expect(github.requests[2]).toContain('page=3');
});

it('is the JSON that we call so, among other files', async () => {
  store({ zip: zipOf({ 'a.json': '{}', 'out/stowaway.json': REPORT, 'stowaway.html': '<html>' }) });
  expect((await fetchReport()).report).not.toBeNull();
});

it('may be large and repeat itself', async () => {
  store({ zip: zipOf({ 'stowaway.json': REPORT.replace(/^\{/, `{${' '.repeat(80_000_000)}`) }) });
  expect((await fetchReport()).report).not.toBeNull();
});

it('is requested with the token at the API, and without it elsewhere', async () => {
  store();
  await fetchReport();
  expect(github.requests.map((request) => request.replace(/\?\S*/, ''))).toEqual([
    'GET /repos/team/app/actions/artifacts +token',
    'GET /repos/team/app/actions/runs/10 +token',
    'GET /repos/team/app/actions/artifacts/1/zip +token',
    'GET /blob/1',
  ]);
});

test.each<[what: string, artifact: Partial<StoredArtifact> | null, statuses: number[], why: RegExp]>([
  ['none', null, [], /^there is no artifact stowaway-report of branch main$/],
  ["a fork's, whose branch is called main", { isForks: true }, [], /^there is no artifact/],
  ["a pull request's", { event: 'pull_request' }, [], /^there is no artifact/],
  [
    "a pull request's, with the rights of the base",
    { event: 'pull_request_target' },
    [],
    /^there is no artifact/,
  ],
  ['one made of what a pull request left', { event: 'workflow_run' }, [], /^there is no artifact/],
  ['one that expired', { expired: true }, [], /^there is no artifact/],
  ['no zip', { zip: Buffer.from('<html>') }, [], /could not be used: it holds no JSON report$/],
  ['a zip without JSON', { zip: zipOf({ 'a.txt': '' }) }, [], /it holds no JSON report$/],
  ['another JSON', { zip: zipOf({ 'a.json': '{}' }) }, [], /a\.json cannot be compared/],
  ['broken JSON', { zip: zipOf({ 'a.json': '{' }) }, [], /it is not JSON/],
  ['a broken API', {}, [500, 502, 503], /could not be used: GitHub's API answered 503 \(It is broken\)$/],
  ['no permission', {}, [403], /answered 403 \(It is broken\): the job lacks the permission "actions: read"/],
  ['a private repository', {}, [404], /answered 404 .* or the job lacks the permission "actions: read"$/],
])('%s: nothing to compare with, and why', async (...[, artifact, statuses, why]) => {
  if (artifact) store(artifact);
  github.failures.push({ on: 'artifacts', statuses });
  const found = await fetchReport();
  expect(found.report).toBeNull();
  expect(found.why).toMatch(why);
});

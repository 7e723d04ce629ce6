import { beforeEach, expect, it, test } from 'vitest';
import { writeComment } from '../../src/action/comment.js';
import { RestApi } from '../../src/action/rest-api.js';
import { startGithubApi, type GithubApi, type StoredComment } from '../support/github-api.js';

const PLACE = { repository: 'team/app', pullRequest: 7, subject: ['', '.serverless'] };

let github: GithubApi;
let api: RestApi;
beforeEach(async () => {
  github = await startGithubApi();
  api = new RestApi({ apiUrl: new URL(`${github.url}/`), token: 't', pauseMillis: 1 });
});

function write(text: string, begins = true, place = PLACE): ReturnType<typeof writeComment> {
  return writeComment(api, place, { text, begins });
}

function others(count: number, fields: Partial<StoredComment> = {}): void {
  for (let at = 0; at < count; at += 1) {
    github.comments.push({
      id: at,
      html_url: 'x',
      body: 'Hello',
      user: { type: 'User' },
      author_association: 'NONE',
      ...fields,
    });
  }
}

it('is written once and then changed in its place', async () => {
  const first = await write('one');
  const second = await write('two');
  expect([first?.isNew, second?.isNew, second?.url]).toEqual([true, false, first?.url]);
  expect(github.comments.map(({ body }) => body)).toEqual([
    expect.stringMatching(/^<!-- stowaway \w+ -->\ntwo$/),
  ]);
});

it('is found behind hundreds of others', async () => {
  others(230);
  await write('one');
  await write('two');
  expect(github.comments).toHaveLength(231);
  expect(github.comments.at(-1)?.body).toContain('two');
});

it('is not begun before there is something to tell, but changed then', async () => {
  expect(await write('nothing', false)).toBeNull();
  await write('something');
  expect(await write('nothing', false)).toMatchObject({ isNew: false });
  expect(github.comments.map(({ body }) => body.split('\n')[1])).toEqual(['nothing']);
});

it('has one for each thing that is scanned', async () => {
  await write('one');
  await write('two', true, { ...PLACE, subject: ['other'] });
  expect(github.comments).toHaveLength(2);
});

test.each<[who: string, fields: Partial<StoredComment>, isOurs: boolean]>([
  ['a stranger', {}, false],
  ['a contributor', { author_association: 'CONTRIBUTOR' }, false],
  ['a member, whose token was used', { author_association: 'MEMBER' }, true],
  ['another program', { user: { type: 'Bot' } }, true],
])('with the marker, by %s', async (...[, fields, isOurs]) => {
  await write('one');
  const body = `${github.comments.pop()?.body}, forged`;
  others(1, { ...fields, body });
  await write('two');
  expect(github.comments).toHaveLength(isOurs ? 1 : 2);
  expect(github.comments[0]?.body.includes('forged')).toBe(!isOurs);
});

it('that may not be written is reported as such', async () => {
  github.isReadOnly = true;
  await expect(write('one')).rejects.toMatchObject({ name: 'ApiFailure', status: 403 });
});

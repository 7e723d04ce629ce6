import { expect, it } from 'vitest';
import { changedFiles } from '../../src/action/changed-files.js';
import { RestApi } from '../../src/action/rest-api.js';
import { startGithubApi } from '../support/github-api.js';

it('are all that a pull request adds or changes, however many', async () => {
  const github = await startGithubApi();
  for (let at = 0; at < 250; at += 1) github.changedFiles.push({ filename: `src/${at}.ts`, status: 'added' });
  github.changedFiles.push({ filename: 'gone.ts', status: 'removed' });
  github.changedFiles.push({ filename: 'new-name.ts', status: 'renamed' });
  const api = new RestApi({ apiUrl: new URL(`${github.url}/`), token: 't' });
  const files = await changedFiles(api, 'team/app', 7);
  expect([files.size, files.has('gone.ts'), files.has('new-name.ts')]).toEqual([251, false, true]);
});

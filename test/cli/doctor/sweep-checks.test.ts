import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { credentialsCheck, optionalChecks } from '../../../src/cli/doctor/sweep-checks.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

it('names the packages that are missing, and how to install them', () => {
  const [sdk, store] = optionalChecks((name) => name !== '@electric-sql/pglite');
  expect(sdk).toMatchObject({ state: 'ok' });
  expect(store).toMatchObject({ state: 'note', hint: 'npm install @electric-sql/pglite' });
});

it.each<[env: Record<string, string>, state: string, words: RegExp]>([
  [{}, 'note', /^none in sight; no region is set$/],
  [{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }, 'ok', /^variables/],
  [{ AWS_ACCESS_KEY_ID: 'a' }, 'note', /^none/],
  [{ AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_DEFAULT_REGION: 'r' }, 'ok', /web identity.*region r$/],
  [{ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://x' }, 'ok', /container/],
])('%j', (env, state, words) => {
  const check = credentialsCheck({ env, home: '/nowhere', cwd: '/', now: new Date() });
  expect([check.state, check.words]).toEqual([state, expect.stringMatching(words)]);
});

it('a profile is named', () => {
  const home = temporaryFolder();
  mkdirSync(join(home, '.aws'));
  writeFileSync(join(home, '.aws', 'config'), '');
  const check = credentialsCheck({ env: { AWS_PROFILE: 'audit' }, home, cwd: '/', now: new Date() });
  expect(check.words).toMatch(/^profile audit/);
});

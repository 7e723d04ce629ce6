import { expect, test } from 'vitest';
import { cloudflare } from '../../../src/sources/cloudflare/index.js';
import { acquireWith, mountsOf, stage, targetAt, write } from '../stage-fixture.js';

test('one script, its name from the README, the rest from wrangler.jsonc', async () => {
  const folder = stage('cloudflare/worker');
  const acquired = await acquireWith(cloudflare, targetAt(folder, 'dist'));
  expect(mountsOf(acquired, folder)).toEqual({ intake: ['/=dist'] });
  expect(acquired.functions[0]).toMatchObject({
    name: 'intake',
    handler: 'index.js',
    environment: ['API'],
    triggers: [
      { type: 'http', detail: 'workers.dev', access: 'anyone' },
      { type: 'schedule', detail: '*/5 * * * *' },
      { type: 'queue', detail: 'candidates' },
    ],
  });
});

test('an environment has variables of its own', async () => {
  const folder = stage('cloudflare/worker');
  write(folder, {
    'dist/README.md': 'the built output assets for the worker "intake-staging" generated at x.',
  });
  const { functions } = await acquireWith(cloudflare, targetAt(folder, 'dist'));
  expect(functions[0]).toMatchObject({ name: 'intake-staging', environment: ['STAGING_API', 'URL'] });
});

test('wrangler.toml', async () => {
  const { functions } = await acquireWith(cloudflare, targetAt(stage('cloudflare/toml'), 'dist'));
  expect(functions[0]).toMatchObject({
    name: 'mailer',
    environment: ['KEY'],
    triggers: [{ type: 'http', detail: 'mail.example.invalid/*' }],
  });
});

test('a broken configuration does not hide the code', async () => {
  const folder = stage('cloudflare/toml');
  write(folder, { 'wrangler.toml': 'name = [' });
  const acquired = await acquireWith(cloudflare, targetAt(folder, 'dist'));
  expect([...acquired.functionProblems.values()]).toMatchObject([
    [{ code: 'malformed', affectsCompleteness: false }],
  ]);
  expect(mountsOf(acquired, folder)).toEqual({ mailer: ['/=dist'] });
});

test('a folder without wrangler’s README is not taken', async () => {
  const folder = stage('cloudflare/worker');
  write(folder, { 'dist/README.md': '# My library' });
  expect(await cloudflare.recognises(targetAt(folder, 'dist'))).toBe(false);
});

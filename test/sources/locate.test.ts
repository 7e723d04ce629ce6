import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInside } from '../../src/sources/host-files.js';
import { locate, locateMoved, repositoryOf } from '../../src/sources/locate.js';
import { emptyFolder, targetAt, write } from './stage-fixture.js';

const DIGEST = '4aa422ecbc17801bf0c648034e11973b372eb5067fbf8d78c8931af901a5c3e0';

/** Links of a project into caches outside of it. */
const CACHED = {
  'layer.zip': `cache/serverless-python-requirements/${DIGEST}_x86_64_slspyc.zip`,
  'other-name.zip': `cache/serverless-python-requirements/secret.zip`,
  'other-cache.zip': `cache/${DIGEST}_x86_64_slspyc.zip`,
};

function site() {
  const folder = emptyFolder();
  write(folder, { 'app/out/fn.zip': '', 'app/lib/x.zip': '', 'secret.zip': '', 'app/deep/out/fn.zip': '' });
  symlinkSync('/dev/zero', join(folder, 'app/zero'));
  symlinkSync('../secret.zip', join(folder, 'app/link.zip'));
  symlinkSync('lib/x.zip', join(folder, 'app/inner.zip'));
  for (const [name, place] of Object.entries(CACHED)) {
    write(folder, { [place]: '' });
    symlinkSync(join(folder, place), join(folder, 'app', name));
  }
  const root = join(folder, 'app');
  return { folder, site: { target: targetAt(folder, 'app'), root } };
}

test.each([
  ['out/fn.zip', null],
  ['./out/../lib/x.zip', null],
  ['inner.zip', null],
  ['out', null],
  ['gone.zip', 'missing'],
  ['../secret.zip', 'unsafe-path'],
  ['link.zip', 'unsafe-path'],
  ['layer.zip', null],
  ['other-name.zip', 'unsafe-path'],
  ['other-cache.zip', 'unsafe-path'],
  ['zero', 'missing'],
  ['/dev/zero', 'unsafe-path'],
  ['out/fn.zip\0', 'unsafe-path'],
])('%j: %s', async (written, code) => {
  const staged = site();
  const located = await locate(staged.site, staged.site.root, written);
  expect(located.problem?.code ?? null).toBe(code);
});

test.each([
  ['/build/machine/app/out/fn.zip', 'out/fn.zip'],
  ['C:\\agent\\app\\lib\\x.zip', 'lib/x.zip'],
  ['/elsewhere/deep/out/fn.zip', 'deep/out/fn.zip'],
])('%s of another machine is %s here', async (written, path) => {
  const staged = site();
  const located = await locateMoved(staged.site, [staged.site.root], written);
  expect(located.hostPath).toBe(join(staged.site.root, path));
});

test('a relative path is never searched for', async () => {
  const staged = site();
  const located = await locateMoved(staged.site, [staged.site.root], 'nowhere/out/fn.zip');
  expect(located.problem?.code).toBe('missing');
});

test('an absolute path that is nowhere is missing', async () => {
  const staged = site();
  const located = await locateMoved(staged.site, [staged.site.root], '/etc/hostname');
  expect(located.problem?.code).toBe('missing');
});

test.each([
  ['/a', '/a', true],
  ['/a', '/a/b', true],
  ['/a', '/a/..b', true],
  ['/a', '/ab', false],
  ['/a/b', '/a', false],
])('%s holds %s: %s', (root, path, expected) => {
  expect(isInside(root, path)).toBe(expected);
});

test('the repository is the nearest folder with .git, else the fallback', async () => {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'app/deep'), { recursive: true });
  expect(await repositoryOf(join(folder, 'app/deep'), '/fallback')).toBe('/fallback');
  write(folder, { '.git/HEAD': '' });
  expect(await repositoryOf(join(folder, 'app/deep'), '/fallback')).toBe(folder);
});

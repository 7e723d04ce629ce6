import { join } from 'node:path';
import { expect, test } from 'vitest';
import { resolveTargets } from '../../src/sources/resolve-targets.js';
import { emptyFolder, write } from './stage-fixture.js';

const FILES = {
  'dist/a.zip': '',
  'dist/b.zip': '',
  'dist/b.txt': '',
  'dist/deep/c.zip': '',
  'dist/node_modules/x.zip': '',
  '.serverless/d.zip': '',
  'odd/what?.zip': '',
  'odd/whats.zip': '',
};

test.each([
  ['dist/*.zip', ['dist/a.zip', 'dist/b.zip']],
  ['dist/?.txt', ['dist/b.txt']],
  [
    '**/*.zip',
    ['.serverless/d.zip', 'dist/a.zip', 'dist/b.zip', 'dist/deep/c.zip', 'odd/what?.zip', 'odd/whats.zip'],
  ],
  ['dist/**', ['dist', 'dist/deep']],
  ['*/deep/c.zip', ['dist/deep/c.zip']],
  ['odd/what?.zip', ['odd/what?.zip']],
  ['dist/../dist/a.zip', ['dist/a.zip']],
  ['.', ['.']],
])('%s', async (pattern, paths) => {
  const folder = emptyFolder();
  write(folder, FILES);
  expect((await resolveTargets([pattern], folder)).map(({ path }) => path)).toEqual(paths);
});

test('an absolute path outside of the working directory stays absolute', async () => {
  const folder = emptyFolder();
  write(folder, FILES);
  const [target] = await resolveTargets([join(folder, 'dist')], join(folder, 'odd'));
  const dist = join(folder, 'dist');
  expect(target).toEqual({ hostPath: dist, path: dist, kind: 'directory', root: dist });
});

test.each(['gone.zip', 'dist/*.jar', '/dev/null'])(
  '%s: nothing there is an error that names it',
  async (argument) => {
    const folder = emptyFolder();
    write(folder, FILES);
    const resolved = resolveTargets(['dist', argument], folder);
    await expect(resolved).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(argument),
    });
  },
);

test.each([
  ['', 'usage', 'a variable in the command is not set'],
  [' ', 'usage', 'a variable in the command is not set'],
  ['s3://bucket/fn.zip', 'not-found', 'download it first'],
])('%j as a target: %s, and what to do', async (argument, code, hint) => {
  const resolved = resolveTargets([argument], emptyFolder());
  await expect(resolved).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
});

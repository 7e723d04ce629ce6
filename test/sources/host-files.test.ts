import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHead } from '../../src/sources/file-head.js';
import {
  entriesIn,
  kindOf,
  namelessProblems,
  namesIn,
  readTextFile,
  realPathOf,
  shownPath,
} from '../../src/sources/host-files.js';
import { emptyFolder, targetAt, write } from './stage-fixture.js';

test('kinds: links are followed, devices are nothing', async () => {
  const folder = emptyFolder();
  write(folder, { 'a/b.txt': 'x' });
  symlinkSync('/dev/zero', join(folder, 'zero'));
  symlinkSync('a', join(folder, 'link'));
  symlinkSync('loop', join(folder, 'loop'));
  const entries = await entriesIn(folder);
  expect(entries?.map(({ name, kind }) => [name, kind])).toEqual([
    ['a', 'directory'],
    ['link', 'directory'],
    ['loop', null],
    ['zero', null],
  ]);
  expect(await kindOf(join(folder, 'gone'))).toBeNull();
});

test('folders that cannot be listed or resolved', async () => {
  const folder = emptyFolder();
  expect([await entriesIn(join(folder, 'gone')), await namesIn(join(folder, 'gone'))]).toEqual([null, []]);
  expect(await realPathOf(join(folder, 'gone'))).toBe(join(folder, 'gone'));
});

test.each([
  ['out', 'fn.zip', 'out/fn.zip'],
  ['out', '.', 'out'],
  ['out', '../lib/x.js', 'lib/x.js'],
  ['.', 'a/b', 'a/b'],
])('in %s, %s is shown as %s', (path, below, shown) => {
  const folder = emptyFolder();
  write(folder, { 'out/.keep': '' });
  const target = targetAt(folder, path);
  expect(shownPath(target, join(target.hostPath, below))).toBe(shown);
});

test.skipIf(process.platform !== 'linux')('a name that is not UTF-8 is a problem', async () => {
  const folder = emptyFolder();
  write(folder, { 'a.zip': '' });
  mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x82])]));
  const entries = (await entriesIn(folder)) ?? [];
  expect(
    namelessProblems(entries, 'out').map(({ path, affectsCompleteness }) => [path, affectsCompleteness]),
  ).toEqual([['out/\ufffd', true]]);
});

test('a text outside of the folder is not read, by whatever way', async () => {
  const outer = emptyFolder();
  write(outer, { 'in/own.txt': 'own', 'out/secret.txt': 'secret' });
  const root = join(outer, 'in');
  symlinkSync('../out/secret.txt', join(root, 'link.txt'));
  symlinkSync('../out', join(root, 'folder'));
  symlinkSync('own.txt', join(root, 'inner.txt'));
  const codes = [];
  for (const way of ['link.txt', 'folder/secret.txt', '../out/secret.txt', '../out/gone.txt', 'gone.txt'])
    codes.push((await readTextFile(join(root, way), way, root)).problem?.code);
  expect(codes).toEqual(['unsafe-path', 'unsafe-path', 'unsafe-path', 'unsafe-path', 'missing']);
  expect(await readTextFile(join(root, 'inner.txt'), 'inner.txt', root)).toEqual({ text: 'own' });
});

test.skipIf(process.platform === 'win32')('the head of a pipe is not waited for', async () => {
  const folder = emptyFolder();
  spawnSync('mkfifo', [join(folder, 'plan.json')]);
  expect(await readHead(join(folder, 'plan.json'), 10)).toHaveLength(0);
});

test('a text, and why there is none', async () => {
  const folder = emptyFolder();
  write(folder, { 'a.txt': 'text', huge: '' });
  truncateSync(join(folder, 'huge'), 65 * 1024 * 1024);
  expect(await readTextFile(join(folder, 'a.txt'), 'a.txt', folder)).toEqual({ text: 'text' });
  const codes = [];
  for (const name of ['gone', 'huge', '.'])
    codes.push((await readTextFile(join(folder, name), name, folder)).problem?.code);
  expect(codes).toEqual(['missing', 'too-large', 'missing']);
});

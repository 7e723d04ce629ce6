import { symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  entriesIn,
  kindOf,
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

test('what cannot be listed or resolved', async () => {
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

test('a text, and why there is none', async () => {
  const folder = emptyFolder();
  write(folder, { 'a.txt': 'text', huge: '' });
  truncateSync(join(folder, 'huge'), 65 * 1024 * 1024);
  expect(await readTextFile(join(folder, 'a.txt'), 'a.txt')).toEqual({ text: 'text' });
  const codes = [];
  for (const name of ['gone', 'huge', '.'])
    codes.push((await readTextFile(join(folder, name), name)).problem?.code);
  expect(codes).toEqual(['missing', 'too-large', 'missing']);
});

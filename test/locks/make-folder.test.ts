import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder, PRIVATE_MODE } from '../../src/locks/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

test('makes all folders of a path, once and again', () => {
  const folder = temporaryFolder();
  const deep = join(folder, 'a/b/c');
  makeFolder(deep, PRIVATE_MODE);
  makeFolder(deep, PRIVATE_MODE);
  expect(statSync(deep).isDirectory()).toBe(true);
  expect(statSync(join(folder, 'a')).mode & 0o777).toBe(PRIVATE_MODE);
  symlinkSync('a', join(folder, 'link'));
  makeFolder(join(folder, 'link/d'));
  expect(existsSync(join(folder, 'a/d'))).toBe(true);
});

test('throws where none can be made, and ends', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('loop', join(folder, 'loop'));
  symlinkSync('gone', join(folder, 'dangling'));
  const bad = ['file', 'file/a/b', 'loop/a/b', 'dangling', `${'x'.repeat(300)}/a`, 'a\0b'];
  const paths = [...bad.map((name) => join(folder, name)), '/proc/self/a/b', '/proc/a', '/dev/null/a'];
  for (const path of paths) expect(() => makeFolder(path)).toThrow(/E[A-Z]+|null bytes/);
});

import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCodePackage } from '../../src/sources/code-package.js';
import { inflateHead, readHead } from '../../src/sources/file-head.js';
import { openTarget, openZip } from '../../src/sources/zip-names.js';
import { emptyFolder, targetAt, write, zipOf } from './stage-fixture.js';

test('a zip is opened once for all sources of a target', async () => {
  const folder = emptyFolder();
  write(folder, { 'a.zip': zipOf({ 'a/b.js': 'x', 'package.json': '{}' }) });
  const target = targetAt(folder, 'a.zip');
  const zip = await openTarget(target);
  expect(zip?.rootNames).toEqual(new Set(['a', 'package.json']));
  expect(await openTarget(target)).toBe(zip);
  expect([zip?.read('a/b.js')?.toString(), zip?.read('gone')]).toEqual(['x', null]);
});

test.each([
  ['a file that is no zip', Buffer.from('text')],
  ['an empty file', Buffer.alloc(0)],
])('%s is not opened', async (_, bytes) => {
  const folder = emptyFolder();
  write(folder, { file: bytes });
  expect(await openZip(join(folder, 'file'))).toBeNull();
});

test('a folder and a zip of it are the same package of code', async () => {
  const folder = emptyFolder();
  const files = { 'host.json': '{}', 'fn/function.json': '[]' };
  write(join(folder, 'app'), files);
  write(folder, { 'app.zip': zipOf(files) });
  for (const path of ['app', 'app.zip']) {
    const code = await openCodePackage(targetAt(folder, path));
    expect([
      [...(code?.names ?? [])].sort(),
      await code?.read('fn/function.json'),
      await code?.read('fn'),
    ]).toEqual([['fn', 'host.json'], '[]', null]);
  }
});

test('heads of files and of gzips, cut off or not', async () => {
  const folder = emptyFolder();
  const packed = gzipSync(Buffer.alloc(100_000, 'x'));
  write(folder, { short: 'ab' });
  expect((await readHead(join(folder, 'short'), 10)).toString()).toBe('ab');
  expect((await readHead(join(folder, 'gone'), 10)).length).toBe(0);
  expect(inflateHead(packed.subarray(0, 60), 200_000).length).toBeGreaterThan(0);
  expect(inflateHead(packed, 1000).length).toBe(0);
  expect(inflateHead(Buffer.from('no gzip'), 1000).length).toBe(0);
});

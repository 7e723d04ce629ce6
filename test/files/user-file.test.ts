import { execFileSync, spawn } from 'node:child_process';
import { closeSync, constants, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { readUserFile } from '../../src/files/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

function read(name: string): string {
  return readUserFile({ path: join(folder, name), what: 'baseline', hint: 'Name a file.' });
}

it('reads text without its byte order mark', () => {
  writeFileSync(join(folder, 'a'), '\ufeff{}');
  expect(read('a')).toBe('{}');
});

it('reports a path that is not there or is no file', () => {
  expect(() => read('b')).toThrow(/baseline .*b: there is no such file/);
  mkdirSync(join(folder, 'c'));
  expect(() => read('c')).toThrow(expect.objectContaining({ code: 'not-found' }));
});

it('reads a pipe to its end, however slow its writer is', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('sh', [
    '-c',
    `exec 3>"${pipe}"; sleep 0.3; printf half >&3; sleep 0.3; printf two >&3`,
  ]);
  // A reader does not wait before a writer has opened the pipe.
  const held = openSync(pipe, constants.O_RDWR);
  await new Promise((resolve) => setTimeout(resolve, 100));
  closeSync(held);
  expect(read('pipe')).toBe('halftwo');
  writer.kill();
});

it('refuses a pipe without a writer, and a device without an end', () => {
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(() => read('pipe')).toThrow(/Nothing came from the pipe/);
  symlinkSync('/dev/zero', join(folder, 'zero'));
  expect(() => read('zero')).toThrow(/has no end/);
});

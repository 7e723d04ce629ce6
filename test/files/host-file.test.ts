import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { describeHostFile, hashHostFile, readHostFile } from '../../src/files/host-file.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SMALL = { buffer: new Uint8Array(4), maxBytes: 100 };

let file: string;
beforeEach(() => {
  file = join(temporaryFolder(), 'a.js');
  writeFileSync(file, 'twelve bytes');
});

it('a file has one sha256, however many reads it takes', () => {
  const whole = hashHostFile(file, { buffer: new Uint8Array(100), maxBytes: 100 });
  expect(hashHostFile(file, SMALL)).toEqual(whole);
  expect(Buffer.from(whole.sha256, 'latin1').toString('hex')).toMatch(/^[0-9a-f]{64}$/);
  expect([whole.size, whole.executable]).toEqual([12, false]);
  expect(Buffer.from(readHostFile(whole)).toString()).toBe('twelve bytes');
});

it('knows executables', () => {
  chmodSync(file, 0o755);
  expect(hashHostFile(file, SMALL).executable).toBe(true);
});

it.each([
  ['other bytes', 'twelve bites', 'changed'],
  ['fewer bytes', 'twelve', 'changed'],
])('%s are not read for those that were hashed', (_, text, message) => {
  const hashed = hashHostFile(file, SMALL);
  writeFileSync(file, text);
  expect(() => readHostFile(hashed)).toThrow(message);
});

it.skipIf(process.platform === 'win32').each([
  ['a link', (path: string) => symlinkSync('/etc/hostname', path), 'ELOOP'],
  ['a pipe', (path: string) => spawnSync('mkfifo', [path]), 'no longer a file'],
  ['a folder', (path: string) => mkdirSync(path), 'no longer a file'],
])('%s in its place is neither followed nor waited for', (_, take, message) => {
  const hashed = hashHostFile(file, SMALL);
  rmSync(file);
  take(file);
  expect(() => readHostFile(hashed)).toThrow(message);
  expect(() => hashHostFile(file, SMALL)).toThrow(message);
});

it('a file that is too large, or only described, is not read', () => {
  expect(() => hashHostFile(file, { ...SMALL, maxBytes: 11 })).toThrow('exceeds the limit for all files');
  expect(() => readHostFile(describeHostFile(file))).toThrow('changed');
});

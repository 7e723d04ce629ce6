import { spawnSync } from 'node:child_process';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from '../../src/locks/folder-lock.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const AT_ONCE = AbortSignal.abort();

/** Number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

function machineIn(folder: string): string {
  return readdirSync(folder)[0]?.split('-')[3] ?? '';
}

test('a folder is one process at a time', async () => {
  const folder = join(temporaryFolder(), 'new');
  const first = await lockFolder(folder, { signal: AT_ONCE });
  expect(first.unlock).toBeDefined();
  expect(await lockFolder(folder, { signal: AT_ONCE })).toEqual({ holder: process.pid });
  first.unlock?.();
  expect(readdirSync(folder)).toEqual([]);
  expect((await lockFolder(folder, { signal: AT_ONCE })).unlock).toBeDefined();
});

test('a waiting process gets the folder next, and reports once which process it waits for', async () => {
  const folder = temporaryFolder();
  const first = await lockFolder(folder, { signal: AT_ONCE });
  const waited: number[] = [];
  const next = lockFolder(folder, {
    signal: AbortSignal.timeout(10_000),
    onWait: (holder) => waited.push(holder),
  });
  setTimeout(() => first.unlock?.(), 400);
  expect((await next).unlock).toBeDefined();
  expect(waited).toEqual([process.pid]);
});

test.each<[string, (machine: string) => string, number, boolean]>([
  ['a process that has ended', (machine) => `${deadProcess()}-1-${machine}`, 0, true],
  ['a process whose number a new one has', (machine) => `${process.ppid}-1-${machine}`, 0, true],
  ['an earlier process of the same number', (machine) => `${process.pid}-1-${machine}`, 0, true],
  ['a process elsewhere that is alive', () => '1-1-00000000', 0, false],
  ['a process elsewhere that has been silent for ten minutes', () => '1-1-00000000', 600, true],
])('the lock of %s', async (...[, ownerOf, silentSeconds, isFree]) => {
  const folder = temporaryFolder();
  const { unlock } = await lockFolder(folder, { signal: AT_ONCE });
  const file = join(folder, `lock-${ownerOf(machineIn(folder))}-0123456789abcdef`);
  unlock?.();
  writeFileSync(file, '');
  const touched = new Date(Date.now() - silentSeconds * 1000);
  utimesSync(file, touched, touched);
  const taken = await lockFolder(folder, { signal: AT_ONCE });
  expect(taken.unlock !== undefined).toBe(isFree);
});

test('files of others in the folder are left alone', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'npm.advisories'), 'x');
  writeFileSync(join(folder, 'lock-x'), 'x');
  (await lockFolder(folder, { signal: AT_ONCE })).unlock?.();
  expect(readdirSync(folder).sort()).toEqual(['lock-x', 'npm.advisories']);
});

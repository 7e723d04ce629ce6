import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { openWorkFolder } from '../../../src/sweep/collect/work-folder.js';
import { PROJECT } from '../../support/project-files.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const HOUR_AGO = new Date(Date.now() - 3_600_000);

/** Its folder is an hour old, as if the process worked since then. */
function age(path: string): void {
  utimesSync(path, HOUR_AGO, HOUR_AGO);
}

/** Opens a folder in a process that is killed before it can clean up. */
function killedProcess(parent: string): string {
  const file = pathToFileURL(join(PROJECT, 'dist/sweep/collect/work-folder.js')).href;
  const script = `const { openWorkFolder } = await import(${JSON.stringify(file)});
    const { path } = await openWorkFolder(${JSON.stringify(parent)});
    process.stdout.write(path, () => process.kill(process.pid, 'SIGKILL'));`;
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
  expect(signal).toBe('SIGKILL');
  return stdout.toString();
}

test('files of a killed process are removed by the next one, code and all', async () => {
  const parent = temporaryFolder();
  const left = killedProcess(parent);
  mkdirSync(join(left, 'artifact'));
  writeFileSync(join(left, 'artifact', 'function.zip'), 'code');
  expect(existsSync(left)).toBe(true);
  age(left);
  const next = await openWorkFolder(parent);
  expect(existsSync(left)).toBe(false);
  expect(existsSync(next.path)).toBe(true);
  await next.close();
  expect(existsSync(next.path)).toBe(false);
});

test('the folder of a process that is alive stays, however old it is', async () => {
  const parent = temporaryFolder();
  const [first, second] = [await openWorkFolder(parent), await openWorkFolder(parent)];
  age(first.path);
  const third = await openWorkFolder(parent);
  expect([first, second, third].map(({ path }) => existsSync(path))).toEqual([true, true, true]);
  await Promise.all([first, second, third].map((folder) => folder.close()));
});

test('links, new folders and folders of other names are left alone', async () => {
  const parent = temporaryFolder();
  const target = join(parent, 'documents');
  mkdirSync(target);
  writeFileSync(join(target, 'letter.txt'), 'mine');
  age(target);
  symlinkSync(target, join(parent, 'stowaway-work-abcdef'));
  mkdirSync(join(parent, 'stowaway-work-123456'));
  const folder = await openWorkFolder(parent);
  expect(existsSync(join(target, 'letter.txt'))).toBe(true);
  expect(existsSync(join(parent, 'stowaway-work-123456'))).toBe(true);
  await folder.close();
});

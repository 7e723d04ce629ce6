import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { TargetChanges } from '../../src/cli/target-changes.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const QUIET = 60;
/** Long enough for the system to tell of a change, and for the quiet after it. */
const PATIENCE = 1500;

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'out', 'deep'), { recursive: true });
  writeFileSync(join(folder, 'out', 'fn.zip'), '1');
});

function watching(target: string, ignored: readonly string[] = []): () => Promise<boolean> {
  const changes = new TargetChanges([join(folder, target)], {
    ignored: ignored.map((path) => join(folder, path)),
    quietMillis: QUIET,
  });
  onTestFinished(() => changes.close());
  return () => changes.next(AbortSignal.timeout(PATIENCE));
}

function write(...path: string[]): void {
  writeFileSync(join(folder, ...path), `${Math.random()}`);
}

test.each<[what: string, target: string, change: () => void, isSeen: boolean]>([
  ['a file in a folder', 'out', () => write('out', 'fn.zip'), true],
  ['a file deep in a folder', 'out', () => write('out', 'deep', 'x'), true],
  ['the file itself', 'out/fn.zip', () => write('out', 'fn.zip'), true],
  ['a file of a pattern', 'out/*.zip', () => write('out', 'new.zip'), true],
  ['a file that was not there', 'out/later.zip', () => write('out', 'later.zip'), true],
  ['what Git writes', 'out', () => mkdirSync(join(folder, 'out', '.git')), false],
  ['a neighbour', 'out/fn.zip', () => write('out', 'other.zip'), false],
  ['a report of the scan itself', 'out', () => write('out', 'report.html'), false],
  ['its report of one function', 'out', () => write('out', 'fn.cdx.json'), false],
])('%s', async (...[, target, change, isSeen]) => {
  const next = watching(target, ['out/report.html', 'out/{function}.cdx.json']);
  const changed = next();
  change();
  expect(await changed).toBe(isSeen);
});

test('a folder that is deleted and written anew is watched on', async () => {
  const next = watching('out');
  rmSync(join(folder, 'out'), { recursive: true });
  expect(await next()).toBe(true);
  mkdirSync(join(folder, 'out'));
  expect(await next()).toBe(true);
  const changed = next();
  write('out', 'fn.zip');
  expect(await changed).toBe(true);
});

test('a change during a scan is reported after it, and many are one', async () => {
  const next = watching('out');
  for (let at = 0; at < 20; at += 1) write('out', `${at}.zip`);
  await sleep(PATIENCE / 3);
  expect(await next()).toBe(true);
  expect(await next()).toBe(false);
});

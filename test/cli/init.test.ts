import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');
const CONFIG = 'stowaway.config.yaml';
const WORKFLOW = '.github/workflows/stowaway.yml';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
});

function init(...argv: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [MAIN, 'init', ...argv], { cwd: folder, encoding: 'utf8' });
}

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

test('a configuration and a workflow are written, and the remaining steps are listed', () => {
  writeFileSync(join(folder, 'cdk.json'), '{}');
  const { status, stdout } = init();
  expect([status, stdout]).toEqual([0, expect.stringContaining('Set up for AWS CDK')]);
  expect(stdout).toContain('OWNER/stowaway@COMMIT');
  expect(read(WORKFLOW)).toContain('path: cdk.out');
  expect(read(CONFIG)).toContain('failOn:');
});

test('nothing is overwritten, and then nothing is written at all, unless it is forced', () => {
  writeFileSync(join(folder, CONFIG), 'mine');
  expect(init()).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(`${CONFIG} already exists`) as string,
  });
  expect([read(CONFIG), existsSync(join(folder, WORKFLOW))]).toEqual(['mine', false]);
  expect(init('--force').status).toBe(0);
  expect(read(CONFIG)).not.toBe('mine');
});

test('below the root of a repository there is no workflow', () => {
  mkdirSync(join(folder, '.git'));
  mkdirSync(join(folder, 'pay'));
  expect(init('pay').stdout).toContain('no workflow');
  expect([existsSync(join(folder, 'pay', CONFIG)), existsSync(join(folder, 'pay', '.github'))]).toEqual([
    true,
    false,
  ]);
});

test.each([
  [['--no-workflow'], 0],
  [['nowhere'], 2],
  [['--framework', 'odd'], 2],
])('%j exits %i', (argv, status) => {
  expect(init(...argv).status).toBe(status);
  expect(existsSync(join(folder, WORKFLOW))).toBe(false);
});

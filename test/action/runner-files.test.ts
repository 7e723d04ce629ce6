import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, test } from 'vitest';
import { appendForRunner, readWorkspaceFile } from '../../src/action/runner-files.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: string;
let workspace: string;
beforeEach(() => {
  folder = temporaryFolder();
  workspace = join(folder, 'app');
  mkdirSync(join(workspace, 'a'), { recursive: true });
  writeFileSync(join(folder, 'secret'), 'secret');
  writeFileSync(join(workspace, 'a/package.json'), '{}');
  symlinkSync('a/package.json', join(workspace, 'package.json'));
  symlinkSync('../secret', join(workspace, 'yarn.lock'));
});

test.each([
  ['a/package.json', '{}'],
  ['package.json', '{}'],
  ['yarn.lock', null],
  ['../secret', null],
  ['a', null],
  ['nowhere', null],
  ['a\0b', null],
])('%j holds %j', (path, text) => {
  expect(readWorkspaceFile(workspace, path)).toBe(text);
});

it('appends to existing files', () => {
  const file = join(folder, 'output');
  appendForRunner(file, 'a\n');
  appendForRunner(file, 'b\n');
  appendForRunner(null, 'c\n');
  expect(readFileSync(file, 'utf8')).toBe('a\nb\n');
});

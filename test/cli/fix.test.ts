import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { zipOfFiles } from '../support/sample-functions.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');
const MANIFEST = '{\r\n\t"dependencies": {\r\n\t\t"minimist": "~1.2.0"\r\n\t}\r\n}';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  const application = {
    'package.json': MANIFEST,
    'index.js': "exports.handler = () => require('minimist');",
    'node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}',
    'node_modules/minimist/index.js': 'module.exports = 1;',
  };
  writeFileSync(join(folder, 'fn.zip'), zipOfFiles(application));
  writeFileSync(join(folder, 'package.json'), MANIFEST);
});

function fix(...argv: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [MAIN, 'fix', ...argv], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), XDG_DATA_HOME: join(folder, 'data') },
  });
}

function manifest(): string {
  return readFileSync(join(folder, 'package.json'), 'utf8');
}

test('without --write it shows a diff and what is cleared, and changes nothing', () => {
  const { status, stdout, stderr } = fix('fn.zip');
  expect(stdout).toMatch(/^-\t\t"minimist": "~1\.2\.0"\r?\n\+\t\t"minimist": "~1\.2\.\d"/m);
  expect(stdout).toMatch(/dependencies\.minimist: .* clears \d findings? in fn\.zip/);
  expect([status, stderr, manifest()]).toEqual([
    0,
    expect.stringContaining('Nothing is written yet'),
    MANIFEST,
  ]);
});

test('--write changes that one range, and says what to run', () => {
  writeFileSync(join(folder, 'pnpm-lock.yaml'), '');
  expect(fix('fn.zip', '--write').stderr).toContain('Run `pnpm install`');
  expect(manifest()).toMatch(/^\{\r\n\t"dependencies": \{\r\n\t\t"minimist": "~1\.2\.[5-9]"\r\n\t\}\r\n\}$/);
  expect(fix('fn.zip', '--write').stdout).toContain('already: install and build again');
});

test.each<[what: string, prepare: () => void, argv: string[], status: number, says: string]>([
  ['both ways at once', () => undefined, ['fn.zip', '--write', '--dry-run'], 2, 'exclude each other'],
  ['no such manifest', () => undefined, ['fn.zip', '--manifest', 'x.json'], 2, 'x.json is not changed'],
  ['no JSON', () => writeFileSync(join(folder, 'package.json'), '{'), ['fn.zip'], 2, 'it is no JSON'],
  ['a list', () => writeFileSync(join(folder, 'package.json'), '[]'), ['fn.zip'], 2, 'it is no manifest'],
  [
    'no UTF-8',
    () => writeFileSync(join(folder, 'package.json'), Buffer.from([0x22, 0xff])),
    ['fn.zip'],
    2,
    'as text',
  ],
  [
    'a workspace root',
    () => writeFileSync(join(folder, 'pnpm-workspace.yaml'), ''),
    ['fn.zip'],
    2,
    'root of a workspace',
  ],
  ['nothing to scan', () => mkdirSync(join(folder, 'docs')), ['docs'], 3, 'Nothing to'],
  ['no target', () => undefined, ['nowhere.zip'], 2, 'nowhere.zip'],
])('%s', (...[, prepare, argv, status, says]) => {
  prepare();
  const result = fix(...argv);
  expect([result.status, result.stderr]).toEqual([status, expect.stringContaining(says)]);
});

import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, expect, test } from 'vitest';
import { startRegistryServer } from '../../support/registry-server.js';
import { zipOfFiles } from '../../support/sample-functions.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const MAIN = join(import.meta.dirname, '../../../dist/cli/main.js');
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

test('--write changes that one range, and names the command to run', () => {
  writeFileSync(join(folder, 'pnpm-lock.yaml'), '');
  expect(fix('fn.zip', '--write').stderr).toContain('Run `pnpm install`');
  expect(manifest()).toMatch(/^\{\r\n\t"dependencies": \{\r\n\t\t"minimist": "~1\.2\.[5-9]"\r\n\t\}\r\n\}$/);
  expect(fix('fn.zip', '--write').stdout).toContain('install and build again');
});

test.each<[what: string, prepare: () => void, argv: string[], status: number, says: string]>([
  ['both ways at once', () => undefined, ['fn.zip', '--write', '--dry-run'], 2, 'cannot be used together'],
  ['no such manifest', () => undefined, ['fn.zip', '--manifest', 'x.json'], 2, 'x.json is not changed'],
  ['no JSON', () => writeFileSync(join(folder, 'package.json'), '{'), ['fn.zip'], 2, 'it is not JSON'],
  ['a list', () => writeFileSync(join(folder, 'package.json'), '[]'), ['fn.zip'], 2, 'it is not a manifest'],
  [
    'no UTF-8',
    () => writeFileSync(join(folder, 'package.json'), Buffer.from([0x22, 0xff])),
    ['fn.zip'],
    2,
    'as text',
  ],
  ['nothing to scan', () => mkdirSync(join(folder, 'docs')), ['docs'], 3, 'Nothing to'],
  ['no target', () => undefined, ['nowhere.zip'], 2, 'nowhere.zip'],
])('%s', (...[, prepare, argv, status, says]) => {
  prepare();
  const result = fix(...argv);
  expect([result.status, result.stderr]).toEqual([status, expect.stringContaining(says)]);
});

/** A function whose package `left` requires minimist, and its manifest in a folder. */
function bringMinimist(at: string): void {
  const own = '{"dependencies":{"left":"^1.0.0"}}';
  const application = {
    'package.json': own,
    'index.js': "exports.handler = () => require('left');",
    'node_modules/left/package.json': '{"name":"left","version":"1.0.0","dependencies":{"minimist":"1.2.0"}}',
    'node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}',
  };
  writeFileSync(join(folder, 'fn.zip'), zipOfFiles(application));
  mkdirSync(join(folder, at), { recursive: true });
  writeFileSync(join(folder, at, 'package.json'), own);
}

test.each<[what: string, files: Readonly<Record<string, string>>, changed: string, text: RegExp]>([
  [
    "npm: the workspace's root",
    {
      'package.json': '{"workspaces":["pay"]}',
      'package-lock.json': '{"packages":{"node_modules/minimist":{}}}',
    },
    'package.json',
    /^\{"workspaces":\["pay"\],"overrides": ?\{"minimist@<1\.2\.\d":"\^1\.2\.\d"\}\}$/,
  ],
  [
    'pnpm: its settings',
    { 'pnpm-workspace.yaml': 'packages:\n- pay # all\n', 'pnpm-lock.yaml': 'minimist@1.2.0' },
    'pnpm-workspace.yaml',
    /^packages:\n- pay # all\noverrides:\n {2}'minimist@<1\.2\.\d': '\^1\.2\.\d'\n$/,
  ],
  [
    "pnpm before 11: the root's manifest",
    {
      'package.json': '{"packageManager":"pnpm@10.9.0"}',
      'pnpm-workspace.yaml': 'packages:\n- pay\n',
      'pnpm-lock.yaml': 'minimist@1.2.0',
    },
    'package.json',
    /"pnpm": ?\{"overrides":\{"minimist@<1\.2\.\d":"\^1\.2\.\d"\}\}\}$/,
  ],
])('%s is where versions are forced', (...[, files, changed, text]) => {
  bringMinimist('pay');
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const manifestFile = join('pay', 'package.json');
  const { status, stdout } = fix('fn.zip', '--manifest', manifestFile, '--offline', '--write');
  expect([status, stdout]).toEqual([0, expect.stringContaining(`  ${changed}: `)]);
  expect(readFileSync(join(folder, changed), 'utf8')).toMatch(text);
  expect(readFileSync(join(folder, manifestFile), 'utf8')).toBe('{"dependencies":{"left":"^1.0.0"}}');
});

test('a dependent is raised where its newer version requires the fixed one; offline the fixed one is forced', async () => {
  const registry = await startRegistryServer();
  const release = (name: string, version: string, dependencies: object = {}): void =>
    registry.publish({ 'package.json': JSON.stringify({ name, version, dependencies }) });
  release('left', '1.0.0', { minimist: '1.2.0' });
  release('left', '1.1.0', { minimist: '^1.2.6' });
  release('minimist', '1.2.0');
  release('minimist', '1.2.8');
  bringMinimist('.');
  const env = { ...process.env, XDG_CACHE_HOME: join(folder, 'cache'), npm_config_registry: registry.url };
  const run = async (...argv: string[]): Promise<string> =>
    (await promisify(execFile)(process.execPath, [MAIN, 'fix', 'fn.zip', ...argv], { cwd: folder, env }))
      .stdout;
  expect(await run('--offline')).toContain('overrides.minimist@<1.2.');
  expect(registry.requests).toEqual([]);
  expect(await run()).toMatch(
    /dependencies\.left: \^1\.0\.0 → \^1\.1\.0, brings minimist 1\.2\.\d {2}clears 2 findings/,
  );
  expect([...new Set(registry.requests)].sort()).toEqual(['/left', '/minimist']);
});

test('a copy that nothing requires is reported: no manifest clears it', () => {
  const application = {
    'package.json': '{"dependencies":{"left":"1.0.0"}}',
    'node_modules/left/package.json': '{"name":"left","version":"1.0.0"}',
    'node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}',
  };
  writeFileSync(join(folder, 'fn.zip'), zipOfFiles(application));
  expect(fix('fn.zip').stderr).toContain('Nothing depends on minimist; a fresh install');
});

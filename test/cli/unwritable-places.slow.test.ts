import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';

vi.setConfig({ testTimeout: 120_000 });

const MAIN = join(import.meta.dirname, '../../dist/cli/main.js');
let folder = '';

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'project'));
  writeFileSync(join(folder, 'project', 'index.js'), 'exports.handler = () => 1;');
});

/** Exit code and messages of a command line. */
function run(argv: string, env: Readonly<Record<string, string>> = {}, stdout: 'pipe' | number = 'pipe') {
  const { PATH = '' } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [MAIN, ...argv.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, HOME: folder, ...env },
    stdio: ['ignore', stdout, 'pipe'],
    timeout: 100_000,
  });
  return { status, stderr };
}

const HOMES = {
  'a home below a device': { HOME: '/dev/null' },
  'a home in which no folder can be made': { HOME: '/proc/self' },
  'data folders in which none can be made': {
    XDG_DATA_HOME: '/proc/self',
    XDG_CACHE_HOME: '/proc/self',
  },
};

describe.each(Object.entries(HOMES))('%s', (_, env) => {
  it.each(['db update --no-kev --no-epss --db-url http://127.0.0.1:9/', 'where left-pad', 'sweep report'])(
    '%s ends, and reports what is wrong',
    (argv) => {
      const { status, stderr } = run(argv, env);
      // A store is only looked for: where its folder does not exist, there is none.
      const isMissing = stderr.includes('is no store of sweeps: it does not exist');
      expect([status, stderr]).toEqual([isMissing ? 3 : 2, expect.any(String)]);
      expect(stderr).not.toMatch(/internal error|\n {4}at /);
    },
  );

  it('scans all the same', () => {
    expect(run('scan project --offline --no-progress', env)).toEqual({ status: 0, stderr: '' });
  });
});

describe('a full disk', () => {
  it.each(['json', 'html', 'csv', 'sarif'])('ends with 2 where %s is written to it', (format) => {
    const { status, stderr } = run(`scan project --offline --no-progress --output ${format}=/dev/full`);
    expect([status, stderr]).toEqual([2, expect.stringContaining('the disk is full')]);
  });

  it.each(['scan project --offline --no-progress', 'db status', 'signatures list', 'scan --help'])(
    'ends with 2 where %s prints to it',
    (argv) => {
      const full = openSync('/dev/full', 'w');
      try {
        const { status, stderr } = run(argv, {}, full);
        expect([status, stderr]).toEqual([2, expect.stringContaining('no space left')]);
      } finally {
        closeSync(full);
      }
    },
  );
});

it.each([
  ['scan /proc/self/mem', 3],
  ['scan project --layer /proc/self/mem', 4],
])('%s: an empty target is not clean', (argv, expected) => {
  const { status, stderr } = run(`${argv} --offline --no-progress`);
  expect([status, stderr.includes('internal error')]).toEqual([expected, false]);
});

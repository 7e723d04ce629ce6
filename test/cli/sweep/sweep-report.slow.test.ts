import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { PROJECT } from '../../support/project-files.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

function report(...args: readonly string[]) {
  const home = temporaryFolder();
  return spawnSync(process.execPath, [join(PROJECT, 'dist/cli/main.js'), 'sweep', 'report', ...args], {
    encoding: 'utf8',
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home },
  });
}

test('its help has examples', () => {
  expect(report('--help').stdout).toContain('$ stowaway sweep report --by owner');
});

test.each([
  [['--by', 'colour'], /Allowed choices are function, package, layer, account, owner/, 2],
  [[], /is no store of sweeps: it does not exist.*\n.*--store/, 3],
] as const)('%j is refused with what is wrong', (args, message, code) => {
  const { stderr, status } = report(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(code);
});

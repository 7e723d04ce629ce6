import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { PROJECT } from '../../support/project-files.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

function stowaway(...args: readonly string[]) {
  const home = temporaryFolder();
  return spawnSync(process.execPath, [join(PROJECT, 'dist/cli/main.js'), 'sweep', ...args], {
    encoding: 'utf8',
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, AWS_EC2_METADATA_DISABLED: 'true' },
  });
}

test('the policy is printed as JSON, its options are its own', () => {
  const { stdout, status } = stowaway('policy', '--organization', '--role-name', 'audit');
  expect(status).toBe(0);
  expect(stdout).toContain('organizations:ListAccounts');
  expect(stdout).toContain('arn:aws:iam::*:role/audit');
  expect(() => JSON.parse(stdout) as unknown).not.toThrow();
});

test.each([
  [['--account', '12'], /12 digits/],
  [['--region', 'http://x'], /not the name of a region/],
  [['--pace', '0'], /above 0/],
  [['--jobs', '1.5'], /whole number/],
  [['--endpoint-url', 'nowhere'], /not a URL/],
  [['--endpoint-url', 'http://aws.example.invalid/'], /not encrypted/],
  [['--expect', 'nowhere.yaml'], /file of --expect nowhere.yaml: there is no such file/],
  [['--organization', '--account', '123456789012'], /already means all accounts/],
  [['--region', 'eu-west-1', '--no-config'], /credentials cannot be used/],
])('%j is refused with what is wrong with it', (args, message) => {
  const { stderr, status } = stowaway(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(2);
});

import { execFile, execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startLockedRegistry } from './support/locked-registry.js';
import { zipOfFiles } from './support/sample-functions.js';
import { temporaryFolder } from './support/temporary-folder.js';

const SCRIPT = join(import.meta.dirname, '../scripts/docker-steps.mjs');

test('the steps of the Dockerfile make a program that scans offline, of the pinned packages alone', async () => {
  const registry = await startLockedRegistry();
  const root = temporaryFolder();
  const env = { ...process.env, npm_config_registry: registry.url, npm_config_cache: temporaryFolder() };
  await promisify(execFile)(process.execPath, [SCRIPT, root], { env, maxBuffer: 1e8 });
  expect(existsSync(join(root, 'opt/stowaway/node_modules/commander'))).toBe(true);
  expect(existsSync(join(root, 'opt/stowaway/node_modules/vitest'))).toBe(false);
  const sample = join(root, 'fn.zip');
  writeFileSync(
    sample,
    zipOfFiles({
      'index.js': "exports.handler = () => require('minimist');",
      'package.json': '{"dependencies":{"minimist":"1.2.0"}}',
      'node_modules/minimist/package.json': '{"name":"minimist","version":"1.2.0"}',
      'node_modules/minimist/index.js': 'module.exports = 1;',
    }),
  );
  const command = ['scan', sample, '--fail-on', 'none', '--no-cache', '--no-progress'];
  const report = execFileSync(join(root, 'usr/local/bin/stowaway'), command, {
    encoding: 'utf8',
    env: { ...process.env, HOME: root, XDG_DATA_HOME: join(root, 'data') },
  });
  expect(report).toContain('minimist 1.2.0');
});

import { expect, it } from 'vitest';
import { bun } from '../../../src/lockfiles/bun/index.js';
import { extractNpm } from '../../support/npm-tree.js';
import { describeLockfileReader } from '../contract.js';

describeLockfileReader({
  reader: bun,
  withoutGitVersion: ['text'],
  broken: [
    ['bun.lock', '{"packages":{}}'],
    ['bun.lock', `{"workspaces":{}${','.repeat(100_000)}`],
  ],
});

it('reports that the binary form is not read, which matters only without installed packages', async () => {
  const files = { 'bun.lockb': '#!/usr/bin/env bun\nbun-lockfile-format-v0' };
  const installed = { ...files, 'node_modules/a/': { name: 'a', version: '1.0.0' } };
  expect((await extractNpm(files)).problems).toMatchObject([
    { code: 'unsupported', affectsCompleteness: true },
  ]);
  expect((await extractNpm(installed)).problems).toMatchObject([
    { code: 'unsupported', affectsCompleteness: false },
  ]);
});

import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { beforeAll, expect, test, vi } from 'vitest';
import { openSql } from '../../src/store/open-sql.js';
import { finishRun, startRun } from '../../src/store/runs.js';
import { saveArtifact } from '../../src/store/artifact-rows.js';
import { saveRegion } from '../../src/store/survey-rows.js';
import { contentIn } from '../support/content-in.js';
import { PROJECT } from '../support/project-files.js';
import { useStores } from '../support/stores.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

const NOW = new Date('2026-06-01T00:00:00Z');
const newStore = useStores('folder');
let store = '';

function stowaway(...args: readonly string[]) {
  const home = temporaryFolder();
  return spawnSync(process.execPath, [join(PROJECT, 'dist/cli/main.js'), ...args], {
    encoding: 'utf8',
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, STOWAWAY_STORE: store },
  });
}

function where(...args: readonly string[]) {
  return stowaway('where', ...args);
}

beforeAll(async () => {
  store = newStore();
  const sql = await openSql(store);
  const { id } = await startRun(sql, '', NOW);
  const code = { version: '$LATEST', reachable: true, code: 'function:1', layers: [], facts: {} };
  const functions = [{ arn: 'arn:orders', name: 'orders', facts: {}, versions: [code] }];
  await saveRegion(sql, id, { account: '1', region: 'r', listed: true, functions, gaps: [] });
  const found = { ecosystem: 'npm', name: 'lodash', version: '4.17.11' };
  const packages = [{ ...found, state: 'exact' as const, presence: 'installed' }];
  await saveArtifact(
    sql,
    { key: 'function:1', kind: 'function', size: 1, tool: '1', analysis: {}, packages },
    NOW,
  );
  await finishRun(sql, id, { complete: true, totals: {}, now: NOW });
  await sql.close();
}, 120_000);

test('text, and exit code 1 where a function holds it', () => {
  const { stdout, status } = where('lodash@<4.17.12');
  expect(stdout).toContain('lodash <4.17.12 (npm): 1 function holds it now.');
  expect(status).toBe(1);
});

test('JSON, and exit code 0 where no function does', () => {
  const { stdout, status } = where('pkg:npm/lodash@5.0.0', '--format', 'json');
  expect(JSON.parse(stdout)).toMatchObject({ ecosystem: 'npm', asked: '5.0.0', now: [], before: [] });
  expect(status).toBe(0);
});

test('a page into a file that only its owner may read', () => {
  const file = join(temporaryFolder(), 'where.html');
  const { stdout, status } = where('lodash', '--format', 'html', '--output', file);
  expect([stdout, status]).toEqual(['', 1]);
  expect(contentIn(readFileSync(file, 'utf8')).lists[0]?.rows[0]?.[0]).toBe('orders');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each([
  [['lodash@?'], /neither a version nor a range/, 2],
  [['lodash', '--output', '/nowhere/at/all'], /could not be written/, 2],
])('%j', (args, message, code) => {
  const { stderr, status } = where(...args);
  expect(stderr).toMatch(message);
  expect(status).toBe(code);
});

/** Commands that show stored sweeps. */
const READING = [
  ['where', 'lodash'],
  ['sweep', 'report'],
  ['sweep', 'status'],
  ['sweep', 'prune'],
];

test.each(READING)('%s %s makes no store, and ends with 3 and the name of the folder', (...args) => {
  const folder = temporaryFolder();
  for (const path of [join(folder, 'typo', 'store'), folder]) {
    const { stdout, stderr, status } = stowaway(...args, '--store', path);
    expect([stdout, status]).toEqual(['', 3]);
    expect(stderr).toContain(`${path} is no store of sweeps`);
    expect(stderr).toContain('--store');
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('a store in which no sweep has ended has one message and one exit code', async () => {
  const empty = newStore();
  await (await openSql(empty)).close();
  for (const args of READING.slice(0, 3)) {
    const { stdout, stderr, status } = stowaway(...args, '--store', empty);
    expect([stdout, status]).toEqual(['', 3]);
    expect(stderr).toContain(`No sweep has ended in the store ${empty}.`);
  }
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { advisoryCheck, cacheCheck, nodeCheck } from '../../../src/cli/doctor/local-checks.js';
import { writeDatabase } from '../../support/advisory-database.js';
import { recordOf } from '../../support/osv-records.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const HERE = { env: {}, home: '/home/ann', cwd: '/', now: new Date('2026-11-28T00:00:00Z') };

it('Node versions are those of package.json', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe('^20.19.0 || >=22.12.0');
});

it.each([
  ['v18.20.0', 'bad'],
  ['v20.18.3', 'bad'],
  ['v20.19.0', 'ok'],
  ['v21.7.0', 'bad'],
  ['v22.12.0', 'ok'],
  ['v24.1.0', 'ok'],
  ['strange', 'bad'],
])('Node %s is %s', (version, state) => {
  expect(nodeCheck(version).state).toBe(state);
});

it('the starter is a note: scans are complete with it, and know less', () => {
  const check = advisoryCheck('/nowhere', HERE);
  expect(check).toMatchObject({ state: 'note', hint: 'Run `stowaway db update`.' });
  expect(check.words).toMatch(/^the starter that stowaway ships: .*\bnpm: \d+ records, \d+ days old/);
});

it.each([
  ['2026-11-27T00:00:00Z', 'ok', '1 days old'],
  ['2026-10-28T00:00:00Z', 'bad', '31 days old'],
])('advisories of %s are %s', (asOf, state, words) => {
  const folder = temporaryFolder();
  writeDatabase(folder, [recordOf()], { asOf });
  const check = advisoryCheck(folder, HERE);
  expect([check.state, check.words]).toEqual([state, expect.stringContaining(words)]);
});

it('a cache below a file cannot be written', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(await cacheCheck(join(folder, 'file', 'cache'), HERE)).toMatchObject({ state: 'bad' });
  expect(await cacheCheck(join(folder, 'new', 'cache'), HERE)).toMatchObject({ state: 'ok' });
});

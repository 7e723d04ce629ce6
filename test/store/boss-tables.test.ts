import PgBoss from 'pg-boss';
import { expect, test } from 'vitest';
import { requireKnownBoss, requireKnownTables } from '../../src/store/boss-tables.js';
import type { Sql } from '../../src/store/sql.js';
import { filesBelow, readProjectFile } from '../support/project-files.js';

const plansOf = (statement: string) => ({ getConstructionPlans: () => `BEGIN; ${statement}; COMMIT` });

test('the pg-boss that is installed has the tables that are known', () => {
  expect(() => requireKnownBoss(PgBoss)).not.toThrow();
});

test.each([
  ['a later one', plansOf(`INSERT INTO s.version(version) VALUES ('26')`)],
  ['one whose layout begins alike', plansOf(`INSERT INTO s.version(version) VALUES ('240')`)],
  ['one that writes its layout in another way', plansOf('INSERT INTO s.layout VALUES (24)')],
  ['one that makes no plans', {}],
  ['none by default, as in version 12', undefined],
])('%s is refused with what to install', (_, boss) => {
  expect(() => requireKnownBoss(boss)).toThrow(
    expect.objectContaining({ code: 'config', hint: 'npm install pg-boss@10' }),
  );
});

function tablesOf(...versions: readonly string[]): Sql {
  const query: Sql['query'] = () => Promise.resolve(versions.map((version) => ({ version })));
  return { query } as Sql;
}

test('tables of another layout are refused with what to do', async () => {
  await expect(requireKnownTables(tablesOf('24'))).resolves.toBeUndefined();
  for (const tables of [tablesOf('26'), tablesOf('23'), tablesOf()]) {
    await expect(requireKnownTables(tables)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringMatching(/layout (?:26|23|none) of pg-boss, not 24/) as string,
      hint: expect.stringContaining('DROP SCHEMA stowaway_queue CASCADE') as string,
    });
  }
});

test('no other file reads or changes the tables', () => {
  const naming = filesBelow('src')
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /stowaway_queue|\$\{BOSS_SCHEMA\}/.test(readProjectFile(path)));
  expect(naming).toEqual(['src/store/boss-tables.ts']);
});

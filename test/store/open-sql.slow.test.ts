import { describe, expect, test, vi } from 'vitest';
import { migrate, MIGRATIONS } from '../../src/store/migrations.js';
import { openForPlan, openSql, openStored, openToChange } from '../../src/store/open-sql.js';
import { openPglite } from '../../src/store/pglite.js';
import { openPostgres } from '../../src/store/postgres.js';
import { requirePackage } from '../../src/store/require-package.js';
import { storable } from '../../src/store/storable.js';
import { STORES, useStores } from '../support/stores.js';
import { temporaryFolder } from '../support/temporary-folder.js';

// A database in a folder takes seconds to be made, on a busy machine many.
vi.setConfig({ testTimeout: 120_000 });

test('the store stays, and one that a later version wrote is refused', async () => {
  const folder = temporaryFolder();
  const first = await openSql(folder);
  await expect(openSql(folder)).rejects.toMatchObject({ code: 'config' });
  await expect(migrate(first, [])).rejects.toMatchObject({ code: 'data' });
  await first.query(`INSERT INTO role (arn, facts) VALUES ('r', '1')`);
  await expect(
    first.transaction(async (inside) => {
      await inside.query(`INSERT INTO role (arn, facts) VALUES ('s', '1')`);
      throw new Error('half way');
    }),
  ).rejects.toThrow('half way');
  await first.close();
  const second = await openSql(folder);
  expect(await second.query('SELECT arn FROM role')).toEqual([{ arn: 'r' }]);
  expect(await second.lock(1)).toBe(true);
  await second.close();
});

test('a package that an earlier version stored is held since then', async () => {
  const sql = await openPglite(temporaryFolder());
  await migrate(sql, MIGRATIONS.slice(0, 1));
  await sql.query(
    `INSERT INTO run (scope, started_at, status) VALUES ('', '2026-01-02T00:00:00Z', 'complete')`,
  );
  await sql.query(
    `INSERT INTO function (arn, account, region, name, facts, first_run, last_run) VALUES ('f', 'a', 'r', 'n', '{}', 1, 1)`,
  );
  await sql.query(
    `INSERT INTO version VALUES ('f', '1', true, 'function:1', '["l1", "l2"]', '{}', 1, 1), ('f', '0', true, 'function:0', '[]', '{}', 0, 0)`,
  );
  await migrate(sql);
  expect(await sql.query('SELECT version, mount, first_seen FROM holding ORDER BY mount')).toEqual(
    ['function:1', 'l1', 'l2'].map((mount) => ({
      version: '1',
      mount,
      first_seen: new Date('2026-01-02T00:00:00Z'),
    })),
  );
  await sql.close();
});

async function tablesOf(sql: Awaited<ReturnType<typeof openSql>>): Promise<unknown> {
  const version = 'SELECT max(version) AS version FROM stowaway_schema';
  return (await sql.query(version))[0]?.['version'];
}

describe.each(STORES)('a store of an earlier version (%s)', (kind) => {
  const newStore = useStores(kind);

  test('is read by no command, and changed by those that write', async () => {
    const where = newStore();
    const old = kind === 'server' ? await openPostgres(where) : await openPglite(where);
    await migrate(old, MIGRATIONS.slice(0, 2));
    await old.close();
    for (const open of [openStored, openForPlan])
      await expect(open(where)).rejects.toMatchObject({
        code: 'data',
        hint: expect.stringContaining('prune') as string,
      });
    const before = kind === 'server' ? await openPostgres(where) : await openPglite(where);
    expect(await tablesOf(before)).toBe(2);
    await before.close();
    const changed = await openToChange(where);
    expect(await tablesOf(changed)).toBe(MIGRATIONS.length);
    await changed.close();
    const read = await openStored(where);
    expect(await tablesOf(read)).toBe(MIGRATIONS.length);
    await read.close();
  });

  test('a plan makes no tables in an empty one', async () => {
    const where = newStore();
    const plan = await openForPlan(where);
    expect(await tablesOf(plan)).toBe(MIGRATIONS.length);
    await plan.close();
    await expect(openStored(where)).rejects.toMatchObject({ code: 'nothing-to-scan' });
  });
});

test('a server that is not there is reported without its URL', async () => {
  const failed = await openSql('postgres://user:hunter2@127.0.0.1:1/x').catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: 'config' });
  expect(String(failed)).not.toContain('hunter2');
});

test('a missing package is reported with what to install', async () => {
  const missing = Object.assign(new Error('x'), { code: 'ERR_MODULE_NOT_FOUND' });
  await expect(requirePackage('pg', () => Promise.reject(missing))).rejects.toMatchObject({
    hint: 'npm install pg',
  });
  await expect(requirePackage('pg', () => Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
});

test.each([
  ['\u0000', '"\\ufffd"'],
  ['a\ud800', '"a\\ufffd"'],
  ['\\u0000', '"\\\\u0000"'],
  ['\u{1f600}', '"\u{1f600}"'],
])('%j is stored', (text, json) => {
  expect(storable(text)).toBe(json);
});

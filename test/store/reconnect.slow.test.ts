import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openSql } from '../../src/store/open-sql.js';
import { isLocked } from '../../src/store/postgres-locks.js';
import { isAway, whileAway } from '../../src/store/reconnect.js';
import type { Sql } from '../../src/store/sql.js';
import { NO_POSTGRES, startPostgres, type PostgresServer } from '../support/postgres-server.js';

vi.setConfig({ testTimeout: 60_000 });
const LOCK = 7;
let server: PostgresServer;
let url = '';
const opened: Sql[] = [];

async function open(): Promise<Sql> {
  const sql = await openSql(url);
  opened.push(sql);
  return sql;
}

beforeAll(() => {
  if (NO_POSTGRES === null) server = startPostgres();
});
beforeEach(({ skip }) => {
  skip(NO_POSTGRES !== null, NO_POSTGRES ?? '');
  url = server.newDatabase();
});
afterAll(async () => {
  for (const sql of opened) await sql.close();
  if (NO_POSTGRES === null) server.stop();
});

test('a server that is restarted is waited for: nothing is lost, written twice or left out', async () => {
  const sql = await open();
  await sql.query('CREATE TABLE word (text text)');
  let cuts = 0;
  await sql.transaction(async (inside) => {
    await inside.query(`INSERT INTO word VALUES ('first')`);
    if (cuts === 0) server.restart();
    cuts += 1;
    await inside.query(`INSERT INTO word VALUES ('second')`);
  });
  expect(cuts).toBe(2);
  server.restart();
  const counts = await Promise.all(
    [1, 2, 3].map(() => sql.query('SELECT count(*)::integer AS words FROM word')),
  );
  expect(counts).toEqual([1, 2, 3].map(() => [{ words: 2 }]));
});

test('locks outlive a restart', async () => {
  const [sql, other] = [await open(), await open()];
  expect(await sql.lock(LOCK)).toBe(true);
  server.restart();
  await sql.query('SELECT 1');
  expect(await other.lock(LOCK)).toBe(false);
  await sql.unlock(LOCK);
  expect(await other.lock(LOCK)).toBe(true);
});

test('a shared lock is had by many, is seen by others, and outlives a restart', async () => {
  const [one, two, other] = [await open(), await open(), await open()];
  expect(await isLocked(other, LOCK)).toBe(false);
  expect([await one.lock(LOCK, 'shared'), await two.lock(LOCK, 'shared')]).toEqual([true, true]);
  expect(await other.lock(LOCK)).toBe(false);
  server.restart();
  await Promise.all([one.query('SELECT 1'), two.query('SELECT 1')]);
  await two.unlock(LOCK);
  expect(await isLocked(other, LOCK)).toBe(true);
  await one.unlock(LOCK);
  expect(await isLocked(other, LOCK)).toBe(false);
});

test('a process that lost its lock while the server was away does not continue', async () => {
  const [sql, other] = [await open(), await open()];
  expect(await sql.lock(LOCK)).toBe(true);
  server.restart();
  expect(await other.lock(LOCK)).toBe(true);
  await expect(sql.query('SELECT 1')).rejects.toThrow('Another sweep took the store');
});

test.each([
  [{ code: '57P01' }, true],
  [{ code: '57P03' }, true],
  [{ code: '08006' }, true],
  [{ code: 'ECONNREFUSED' }, true],
  [{ message: 'Connection terminated unexpectedly' }, true],
  [{ code: '23505', message: 'duplicate key' }, false],
  [{ code: '57P014' }, false],
  [new Error('anything else'), false],
])('%j is of the connection: %j', (error, away) => {
  expect(isAway(error)).toBe(away);
});

test('patience ends', async () => {
  let tries = 0;
  const work = () => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }));
  };
  await expect(whileAway(work, 300)).rejects.toThrow('away');
  expect(tries).toBeGreaterThan(1);
});

test('a store that is closed does not connect again, which would keep the process alive', async () => {
  const sql = await openSql(url);
  await sql.lock(LOCK);
  await sql.close();
  const other = await open();
  for (const work of [() => sql.query('SELECT 1'), () => sql.lock(LOCK), () => sql.unlock(LOCK)]) {
    await expect(work()).rejects.toThrow('closed');
  }
  expect(await isLocked(other, LOCK)).toBe(false);
  const [row] = await other.query(
    'SELECT count(*)::integer AS connections FROM pg_stat_activity WHERE datname = current_database()',
  );
  // The connection of the lock, and one for statements.
  expect(row).toEqual({ connections: 2 });
});

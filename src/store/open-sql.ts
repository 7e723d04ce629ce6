import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ScanError } from '../model/index.js';
import { migrate, requireCurrent } from './migrations.js';
import { databaseIn, openPglite } from './pglite.js';
import { openPostgres } from './postgres.js';
import type { Sql } from './sql.js';

/** Whether a store is on a server, which several processes may use at once. */
export function isServer(where: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(where);
}

const HINT = 'Run "stowaway sweep", or name another store with --store or STOWAWAY_STORE.';

/** The error of commands that show sweeps: the store has none that ended. The URL of a server may hold a password. */
export function noEndedSweep(where: string): ScanError {
  const store = isServer(where) ? 'this store' : `the store ${resolve(where)}`;
  return new ScanError('nothing-to-scan', `No sweep has ended in ${store}.`, { hint: HINT });
}

async function hasTables(sql: Sql): Promise<boolean> {
  const [row] = await sql.query(`SELECT to_regclass('stowaway_schema') IS NOT NULL AS there`);
  return row?.['there'] === true;
}

/** Opens a database of a server; null where no sweep made its tables. */
async function openServer(where: string): Promise<Sql | null> {
  const sql = await openPostgres(where);
  if (await hasTables(sql)) return sql;
  await sql.close();
  return null;
}

/** Why a folder is no store; null if it is one, or if opening it shows why it cannot be used. */
function whyNoStore(folder: string): string | null {
  try {
    if (!statSync(folder).isDirectory() || existsSync(databaseIn(folder))) return null;
    return 'no sweep wrote there';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'it does not exist' : null;
  }
}

/** The database of a store that a sweep made. @throws ScanError `nothing-to-scan` where there is none. */
async function openMade(where: string): Promise<Sql> {
  if (isServer(where)) {
    const sql = await openServer(where);
    if (sql) return sql;
    throw noEndedSweep(where);
  }
  const folder = resolve(where);
  const why = whyNoStore(folder);
  if (why === null) return openPglite(folder);
  throw new ScanError('nothing-to-scan', `${folder} is no store of sweeps: ${why}.`, { hint: HINT });
}

/**
 * Opens a store that a sweep made, to read it: its tables stay as they are.
 * @throws ScanError `nothing-to-scan` where there is none, `data` for tables of another version, others when it cannot be used.
 */
export async function openStored(where: string): Promise<Sql> {
  return after(requireCurrent, await openMade(where));
}

/** Opens a store that a sweep made, to change it: its tables become those of this version. @throws ScanError as `openStored`. */
export async function openToChange(where: string): Promise<Sql> {
  return after(migrate, await openMade(where));
}

/**
 * Opens the store, made where it is not there, with the tables of this version.
 * @param where `postgres://…` for a database of a server, else a folder.
 * @throws ScanError when it cannot be used.
 */
export async function openSql(where: string): Promise<Sql> {
  return after(migrate, isServer(where) ? await openPostgres(where) : await openPglite(resolve(where)));
}

/** Opens the store for a look: where no sweep made one, an empty store in memory. @throws ScanError when it cannot be used. */
export async function openForPlan(where: string): Promise<Sql> {
  const server = isServer(where) ? await openServer(where) : null;
  if (server) return after(requireCurrent, server);
  if (isServer(where) || !existsSync(databaseIn(resolve(where))))
    return after(migrate, await openPglite(null));
  return openStored(where);
}

/** The database after a step; it is closed where the step fails. */
async function after(step: (sql: Sql) => Promise<void>, sql: Sql): Promise<Sql> {
  try {
    await step(sql);
    return sql;
  } catch (error) {
    await sql.close();
    throw error;
  }
}

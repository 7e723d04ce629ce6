import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ScanError } from '../model/index.js';
import { migrate } from './migrations.js';
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

async function openServer(where: string): Promise<Sql> {
  const sql = await openPostgres(where);
  if (await hasTables(sql)) return sql;
  await sql.close();
  throw noEndedSweep(where);
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

/**
 * Opens a store that a sweep made, and makes none.
 * @throws ScanError `nothing-to-scan` where there is none, others when it cannot be used.
 */
export async function openStored(where: string): Promise<Sql> {
  if (isServer(where)) return migrated(await openServer(where));
  const folder = resolve(where);
  const why = whyNoStore(folder);
  if (why === null) return openSql(folder);
  throw new ScanError('nothing-to-scan', `${folder} is no store of sweeps: ${why}.`, { hint: HINT });
}

/**
 * Opens the store, made where it is not there, with the tables of this version.
 * @param where `postgres://…` for a database of a server, else a folder.
 * @throws ScanError when it cannot be used.
 */
export async function openSql(where: string): Promise<Sql> {
  return migrated(isServer(where) ? await openPostgres(where) : await openPglite(resolve(where)));
}

/** Opens the store for a look: where there is no folder, an empty store in memory. @throws ScanError when it cannot be used. */
export async function openForPlan(where: string): Promise<Sql> {
  const isThere = isServer(where) || existsSync(databaseIn(resolve(where)));
  return isThere ? openSql(where) : migrated(await openPglite(null));
}

async function migrated(sql: Sql): Promise<Sql> {
  try {
    await migrate(sql);
    return sql;
  } catch (error) {
    await sql.close();
    throw error;
  }
}

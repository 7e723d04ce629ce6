import { resolve } from 'node:path';
import { migrate } from './migrations.js';
import { openPglite } from './pglite.js';
import { openPostgres } from './postgres.js';
import type { Sql } from './sql.js';

/** Whether a store is on a server, which several processes may use at once. */
export function isServer(where: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(where);
}

/**
 * Opens the store, made where it is not there, with the tables of this version.
 * @param where `postgres://…` for a database of a server, else a folder.
 * @throws ScanError when it cannot be used.
 */
export async function openSql(where: string): Promise<Sql> {
  const sql = isServer(where) ? await openPostgres(where) : await openPglite(resolve(where));
  try {
    await migrate(sql);
    return sql;
  } catch (error) {
    await sql.close();
    throw error;
  }
}

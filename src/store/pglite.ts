import { join } from 'node:path';
import { lockFolder } from '../locks/index.js';
import { ScanError } from '../model/index.js';
import { requirePackage } from './require-package.js';
import type { Queries, Row, Sql } from './sql.js';

interface Client {
  query(text: string, parameters?: unknown[]): Promise<{ readonly rows: unknown[] }>;
}

function queriesOf(client: Client): Queries {
  return {
    query: async (text, parameters = []) => (await client.query(text, [...parameters])).rows as Row[],
  };
}

/** How long a folder may be in use by another before it is given up, in milliseconds. */
const PATIENCE_MILLIS = 500;

/** Locks a folder: two processes that write its database would destroy it. @returns a function that unlocks it. */
async function lockStore(folder: string): Promise<() => void> {
  const { unlock, holder } = await lockFolder(folder, { signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  if (unlock) return unlock;
  throw new ScanError('config', `The store in ${folder} is in use by process ${holder}.`, {
    hint: 'Wait for it, or use a PostgreSQL server, which several may use at once.',
  });
}

/** Folder of the database in the folder of a store. */
export function databaseIn(folder: string): string {
  return join(folder, 'postgresql');
}

/**
 * Opens PostgreSQL in a folder, made where it is not there. https://pglite.dev/docs/api
 * @param folder null: in memory.
 * @throws ScanError when another process has it, or the package is not installed.
 */
export async function openPglite(folder: string | null): Promise<Sql> {
  const { PGlite } = await requirePackage('@electric-sql/pglite', () => import('@electric-sql/pglite'));
  const unlock = folder === null ? () => undefined : await lockStore(folder);
  try {
    const database = await (folder === null ? PGlite.create() : PGlite.create(databaseIn(folder)));
    return {
      ...queriesOf(database),
      transaction: (work) => database.transaction((inside) => work(queriesOf(inside))),
      // The folder's own lock already excludes other processes.
      lock: () => Promise.resolve(true),
      unlock: () => Promise.resolve(),
      async close() {
        try {
          await database.close();
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

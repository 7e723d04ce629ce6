import { join } from 'node:path';
import { lockFolder } from './folder-lock.js';
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

/**
 * Opens PostgreSQL in a folder, made where it is not there. https://pglite.dev/docs/api
 * @throws ScanError when another process has it, or the package is not installed.
 */
export async function openPglite(folder: string): Promise<Sql> {
  const { PGlite } = await requirePackage('@electric-sql/pglite', () => import('@electric-sql/pglite'));
  const unlock = lockFolder(folder);
  try {
    const database = await PGlite.create(join(folder, 'postgresql'));
    return {
      ...queriesOf(database),
      transaction: (work) => database.transaction((inside) => work(queriesOf(inside))),
      // The folder's own lock keeps everybody else out.
      lock: () => Promise.resolve(true),
      unlock: () => Promise.resolve(),
      async close() {
        await database.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

import type { PoolClient } from 'pg';
import { ScanError } from '../model/index.js';
import { requirePackage } from './require-package.js';
import type { Queries, Row, Sql } from './sql.js';

const MAX_CONNECTIONS = 8;
const CONNECT_MILLIS = 15_000;

function queriesOf(client: Pick<PoolClient, 'query'>): Queries {
  return {
    query: async (text, parameters = []) => (await client.query<Row>(text, [...parameters])).rows,
  };
}

function notReachable(cause: unknown): ScanError {
  const reason = cause instanceof Error ? cause.message : 'unknown reason';
  return new ScanError('config', `The PostgreSQL server cannot be used: ${reason}.`, {
    hint: 'Check the URL of --store; it is never shown, as it may hold a password.',
    cause,
  });
}

/**
 * Opens a database of a PostgreSQL server.
 * @throws ScanError when it cannot be reached, or the package is not installed.
 */
export async function openPostgres(url: string): Promise<Sql> {
  const { default: pg } = await requirePackage('pg', () => import('pg'));
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MILLIS,
    application_name: 'stowaway',
  });
  // An idle connection that breaks is replaced when it is needed; unheard it would end the process.
  pool.on('error', () => undefined);
  const keeper = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MILLIS });
  keeper.on('error', () => undefined);
  await keeper.connect().catch((cause: unknown) => {
    throw notReachable(cause);
  });
  return {
    ...queriesOf(pool),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work(queriesOf(client));
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        // A connection in an unknown state is not used again.
        client.release(true);
        throw error;
      }
    },
    async lock(key) {
      const { rows } = await keeper.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        key,
      ]);
      return rows[0]?.taken === true;
    },
    async close() {
      await keeper.end();
      await pool.end();
    },
  };
}
